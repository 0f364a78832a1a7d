"""A team's lint profile: who sees it, who changes it, and what is said."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from podbuilder.library.models import AuditEntry
from tests.library.support import person, signed_in, team_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice() -> Any:
    return person("alice")


@pytest.fixture
def client(alice: Any) -> Client:
    return signed_in(alice)


def page(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return str(response.content.decode())


def test_a_teams_lint_profile(client: Client, alice: Any) -> None:
    team = team_of("web-team", owner=alice)
    url = "/library/teams/web-team/profile/"
    assert client.get("/library/teams/web-team/profile.yaml").status_code == 404
    wrong = client.post(url, {"text": "start: nowhere\n"})
    assert "Error on line 1" in wrong.content.decode()
    assert client.post(url, {"text": "start: strict\r\n"}).status_code == 302
    team.refresh_from_db()
    assert team.profile_text == "start: strict\n"
    assert client.get("/library/teams/web-team/profile.yaml").content == b"start: strict\n"
    client.post(url, {"text": " "})
    team.refresh_from_db()
    assert team.profile_text == ""
    assert "changed the lint profile of web-team" in page(client, "/library/teams/web-team/audit/")


URL = "/library/teams/web-team/profile/"


def test_who_may_change_it(alice: Any) -> None:
    people = {"owner": alice, "editor": person("edgar"), "viewer": person("vera")}
    team_of("web-team", **people)
    people["stranger"] = person("charlie")
    seen = {}
    for role, who in people.items():
        browser = signed_in(who)
        response = browser.get(URL)
        may_write = response.context["may_write"] if response.status_code == 200 else None
        seen[role] = (response.status_code, may_write, browser.post(URL, {"text": "start: strict\n"}).status_code)
    assert seen == {
        "owner": (200, True, 302),
        "editor": (200, True, 302),
        "viewer": (200, False, 403),
        "stranger": (404, None, 404),
    }


def test_what_is_said_of_it(client: Client, alice: Any) -> None:
    team = team_of("web-team", owner=alice)
    saved_page = client.post(URL, {"text": "start: strict\n"}, follow=True).content.decode()
    assert "The lint profile of Web-Team has been saved." in saved_page
    assert AuditEntry.objects.get().verb == "team.profile"
    response = client.get("/library/teams/web-team/profile.yaml")
    assert response["Content-Type"] == "application/yaml; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="web-team-profile.yaml"'
    wrong = client.post(URL, {"text": "start: nowhere\n"})
    assert (wrong.context["text"], wrong.status_code) == ("start: nowhere\n", 200)
    team.refresh_from_db()
    assert team.profile_text == "start: strict\n"
    assert "has been removed." in client.post(URL, {"text": ""}, follow=True).content.decode()
    assert client.put(URL).status_code == client.post(f"{URL[:-1]}.yaml").status_code == 405
