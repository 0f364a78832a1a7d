"""The audit trail, for the people whom it concerns."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from podbuilder.library.models import AuditEntry
from podbuilder.teams.models import Team
from podbuilder.teams.signals import team_changed
from tests.library.support import person, saved, signed_in, team_of

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


def test_what_teams_tell_is_in_their_trail(client: Client, alice: Any) -> None:
    team = team_of("web-team", owner=alice)
    for verb, subject, details in (("member.invited", "bob@example.com", {"role": "viewer"}), ("unheard.of", "x", {})):
        team_changed.send(sender=Team, actor=alice, verb=verb, subject=subject, team=team, details=details)
    html = page(client, "/library/teams/web-team/audit/")
    assert "invited bob@example.com as viewer" in html
    assert "unheard.of x" in html
    assert client.get("/library/teams/web-team/audit/?before=1").status_code == 200


def test_what_concerns_oneself(client: Client, alice: Any) -> None:
    bob = person("bob")
    saved(alice)
    saved(bob)
    context = client.get("/library/audit/").context
    assert context["title"] == "Your activity"
    assert {entry.who for entry, _ in context["rows"]} == {alice}
    assert [said for _, said in context["rows"]] == ["saved the template alice/web"]


def test_a_page_of_it(client: Client, alice: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("podbuilder.library.views.audit.A_PAGE", 2)
    entries = [AuditEntry.objects.create(who=alice, verb=str(number)) for number in range(4)]

    def verbs(query: str = "") -> tuple[list[str], int]:
        context = client.get(f"/library/audit/{query}").context
        return [entry.verb for entry, _ in context["rows"]], context["older"]

    assert verbs() == verbs("?before=x") == (["3", "2"], entries[2].pk)
    assert verbs(f"?before={entries[2].pk}") == (["1", "0"], 0)
    assert verbs(f"?before={entries[0].pk}") == ([], 0)


def test_a_teams_is_for_its_owners(alice: Any) -> None:
    team_of("web-team", owner=alice, editor=person("edgar"), viewer=person("vera"))
    team = Team.objects.get()
    answers = {who.username: signed_in(who).get("/library/teams/web-team/audit/") for who in team.members.all()}
    assert {who: answer.status_code for who, answer in answers.items()} == {"alice": 200, "edgar": 403, "vera": 403}
    assert answers["alice"].context["title"] == "Activity in Web-Team"
