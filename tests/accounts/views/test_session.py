"""Who is signed in, for pages that were drawn before that changed; and sessions that last while they are used."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db.models import F
from django.test import Client
from django.utils import timezone

from podbuilder.accounts import sessions
from tests.accounts.support import browser_of, person

pytestmark = pytest.mark.django_db


def test_a_visitor_has_a_token_and_no_name(client: Client) -> None:
    response = client.get("/session/")
    told = response.json()
    assert told["name"] == ""
    strict = Client(enforce_csrf_checks=True)
    strict.cookies["csrftoken"] = response.cookies["csrftoken"].value
    assert strict.post("/drafts/new/", headers={"X-CSRFToken": told["token"]}).status_code == 302


def test_the_name_and_the_token_are_those_of_now(client: Client) -> None:
    before = client.get("/session/").json()
    client.post("/sign-up/", {"name": "alice", "password": "three plain words"})
    now = client.get("/session/").json()
    assert (before["name"], now["name"]) == ("", "alice")
    strict = Client(enforce_csrf_checks=True)
    strict.cookies.update(client.cookies)
    for token, status in ((before["token"], 403), (now["token"], 302)):
        assert strict.post("/drafts/new/", headers={"X-CSRFToken": token}).status_code == status


def test_no_cache_keeps_it_and_no_other_site_gets_it(client: Client) -> None:
    response = client.get("/session/", headers={"Sec-Fetch-Site": "same-origin"})
    assert "no-store" in response["Cache-Control"]
    assert "Access-Control-Allow-Origin" not in response
    for site in ("cross-site", "same-site"):
        assert client.get("/session/", headers={"Sec-Fetch-Site": site}).status_code == 403
    assert client.post("/session/").status_code == 405


def test_a_sign_in_beside_ends_at_a_page_that_says_who(client: Client) -> None:
    assert client.get("/signed-in/")["Location"] == "/sign-in/?next=/signed-in/"
    page = browser_of(person("alice")).get("/signed-in/").content.decode()
    assert "Signed in as alice" in page


def later(days: float) -> None:
    """Let time pass for every session."""
    Session.objects.update(expire_date=F("expire_date") - timedelta(days=days))


def test_a_session_slides_while_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    alice = browser_of(person("alice"))
    alice.get("/account/")
    for _ in range(4):
        later(days=10)
        monkeypatch.setattr(sessions, "NOTED_EVERY", -1)
        response = alice.get("/account/")
        assert response.status_code == 200
        assert response.cookies["sessionid"]["max-age"] == 14 * 24 * 3600, "in the browser, too"
    assert Session.objects.get().expire_date > timezone.now() + timedelta(days=13)
    later(days=15)
    assert alice.get("/account/").status_code == 302, "and ends when it is not"
