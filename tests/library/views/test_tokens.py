"""The asker's tokens: listed, made and revoked."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from podbuilder.library.models import AuditEntry, Token
from podbuilder.library.sharing import access_tokens
from podbuilder.library.sharing.access_tokens import ONLY_OWN, ONLY_TEAM, READ
from tests.library.support import person, signed_in, team_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice() -> Any:
    return person("alice")


def test_a_token_is_shown_once_and_kept_as_a_digest(alice: Any) -> None:
    browser = signed_in(alice)
    page = browser.post("/library/tokens/", {"name": "Build server", "reach": "", "days": "90"})
    assert page["Cache-Control"].startswith("max-age=0")
    token = Token.objects.get()
    text = page.context["text"]
    assert text.startswith("pb_")
    assert len(text) > 40
    assert text in page.content.decode()
    assert token.digest == access_tokens.digest(text)
    assert token.prefix == text[:11]
    assert text not in str(Token.objects.values())
    assert text not in str(AuditEntry.objects.values())
    assert timedelta(days=89) < token.expires - timezone.now() < timedelta(days=91)
    again = browser.get("/library/tokens/").content.decode()
    assert text not in again
    assert token.prefix in again
    assert "never used" in again


def test_a_form_that_will_not_do_makes_none(alice: Any) -> None:
    team = team_of("other", owner=person("bob"))
    browser = signed_in(alice)
    for posted in ({"name": ""}, {"name": "x", "reach": f"{ONLY_TEAM}{team.pk}"}, {"name": "x", "days": "7"}):
        assert browser.post("/library/tokens/", posted).status_code == 200
    assert not Token.objects.exists()


def test_nobody_has_tokens_without_end(alice: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access_tokens, "MOST_TOKENS", 1)
    browser = signed_in(alice)
    browser.post("/library/tokens/", {"name": "one"})
    assert "You have 1 tokens" in browser.post("/library/tokens/", {"name": "two"}).content.decode()
    assert Token.objects.count() == 1


def test_a_token_is_revoked_by_its_owner(alice: Any) -> None:
    token, _ = access_tokens.make(alice, "Build server", [READ], None)
    url = f"/library/tokens/{token.pk}/revoke/"
    assert signed_in(person("bob")).post(url).status_code == Client().post(url).status_code == 404
    browser = signed_in(alice)
    assert browser.get(url).status_code == 405
    response = browser.post(url, follow=True)
    assert "Build server has been revoked and no longer works." in response.content.decode()
    assert response.redirect_chain == [("/library/tokens/", 302)]
    token.refresh_from_db()
    assert token.revoked is not None


def test_a_revoked_token_makes_room(alice: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access_tokens, "MOST_TOKENS", 1)
    token, _ = access_tokens.make(alice, "one", [READ], None)
    access_tokens.revoke(token, by=alice)
    assert signed_in(alice).post("/library/tokens/", {"name": "two"}).context["text"]


def test_what_is_listed(alice: Any) -> None:
    team = team_of("web-team", viewer=alice)
    access_tokens.make(person("bob"), "another one's", [READ], None)
    for name, scope in (("all", ""), ("own", ONLY_OWN), ("team", f"{ONLY_TEAM}{team.pk}")):
        access_tokens.make(alice, name, [READ, scope] if scope else [READ], None)
    context = signed_in(alice).get("/library/tokens/").context
    assert [token.name for token, _ in context["rows"]] == ["team", "own", "all"]
    assert len({words for _, words in context["rows"]}) == 3
    assert (context["text"], context["host"], context["scheme"]) == ("", "testserver", "http")
    assert Client().get("/library/tokens/")["Location"] == "/sign-in/?next=/library/tokens/"
