"""Tokens: made once, shown once, kept as a digest, and good for what their scopes say."""

from __future__ import annotations

from base64 import b64encode
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from podbuilder.library.models import AuditEntry, SavedTemplate, Token
from podbuilder.library.sharing import access_tokens
from podbuilder.library.sharing.access_tokens import ONLY_OWN, ONLY_TEAM, READ
from tests.library.support import person, saved, signed_in, team_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice() -> Any:
    return person("alice")


def status(url: str, text: str, *, basic: bool = False) -> int:
    header = f"Basic {b64encode(f'x:{text}'.encode()).decode()}" if basic else f"Bearer {text}"
    return int(Client().get(url, headers={"Authorization": header}).status_code)


def test_a_token_works_until_it_is_taken_back_or_runs_out(alice: Any) -> None:
    saved(alice)
    url = "/t/alice/web.yaml"
    token, text = access_tokens.make(alice, "laptop", [READ], timezone.now() + timedelta(days=1))
    assert (status(url, text), status(url, text, basic=True), status(url, f"{text}x")) == (200, 200, 401)
    token.refresh_from_db()
    assert token.last_used
    assert Client().get(f"{url}?token={text}").status_code == 404
    Token.objects.update(expires=timezone.now())
    assert status(url, text) == 401
    Token.objects.update(expires=None)
    assert signed_in(person("bob")).post(f"/library/tokens/{token.pk}/revoke/").status_code == 404
    assert Client().post(f"/library/tokens/{token.pk}/revoke/").status_code == 404
    assert signed_in(alice).post(f"/library/tokens/{token.pk}/revoke/").status_code == 302
    assert status(url, text) == 401
    assert list(AuditEntry.objects.filter(verb__startswith="token").values_list("verb", flat=True)) == [
        "token.revoked",
        "token.created",
    ]


def test_a_token_of_a_closed_account_opens_nothing(alice: Any) -> None:
    saved(alice, visibility="public")
    _, text = access_tokens.make(alice, "laptop", [READ], None)
    alice.is_active = False
    alice.save()
    assert status("/t/alice/web.yaml", text) == 401


def test_scopes(alice: Any) -> None:
    """Each token at each template: alice's own, her two teams', a stranger's private and public one."""
    first, second = team_of("first", viewer=alice, owner=person("bob")), team_of("second", owner=alice)
    bob = first.memberships.get(role="owner").user
    saved(alice)
    saved(team=first, by=bob, visibility="team")
    saved(team=second, by=alice)
    saved(bob)
    saved(bob, slug="open", visibility="public")
    saved(bob, slug="linked", visibility="unlisted", link_key="the-key")
    urls = ["alice/web", "first/web", "second/web", "bob/web", "bob/open", "bob/linked"]
    everything, nothing = [200, 200, 200, 404, 200, 404], [403, 403, 403, 404, 403, 404]
    table = {
        (READ,): everything,
        (READ, ONLY_OWN): [200, 404, 404, 404, 200, 404],
        (READ, f"{ONLY_TEAM}{first.pk}"): [404, 200, 404, 404, 200, 404],
        (READ, ONLY_OWN, f"{ONLY_TEAM}{second.pk}"): [200, 404, 200, 404, 200, 404],
        (): nothing,
    }
    for scopes, wanted in table.items():
        _, text = access_tokens.make(alice, "one", scopes, None)
        found = [status(f"/t/{url}.yaml", text) for url in urls]
        assert found == wanted, scopes
    _, text = access_tokens.make(alice, "own", [READ, ONLY_OWN], None)
    assert status("/t/bob/linked.yaml?link=the-key", text) == 200
    assert status("/t/bob/linked.yaml?link=%C3%A9", text) == 404
    linked = saved(alice, slug="linked", visibility="unlisted", link_key="the-key")
    assert status(f"/t/{linked.address}.yaml?link=%C3%A9", text) == 200
    assert "reads templates of First" in signed_in(alice).get("/library/tokens/").content.decode()
    # Whoever leaves a team takes the team's templates away from their tokens.
    first.memberships.filter(user=alice).delete()
    _, text = access_tokens.make(alice, "left", [READ, f"{ONLY_TEAM}{first.pk}"], None)
    assert status("/t/first/web.yaml", text) == 404
    assert "a team you have left" in signed_in(alice).get("/library/tokens/").content.decode()


def test_a_token_opens_no_pages(alice: Any) -> None:
    SavedTemplate.objects.filter(pk=saved(alice).pk).update(visibility="private")
    _, text = access_tokens.make(alice, "laptop", [READ], None)
    assert status("/t/alice/web/", text) == 404
    assert status("/library/tokens/", text) == 302
