"""A team from its making to its end."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.accounts.models import NameTaken, OwnerName
from podbuilder.teams import membership
from podbuilder.teams.models import Membership, Role, Team
from tests.accounts.support import browser_of, person
from tests.teams.support import roles

pytestmark = pytest.mark.django_db
Cast = dict[str, Any]


def test_a_team_is_made_by_its_owner(trail: list[str]) -> None:
    alice = person("alice")
    client = browser_of(alice)
    response = client.post("/teams/new/", {"name": "  The \n payments  team ", "slug": "Payments"})
    assert response["Location"] == "/teams/payments/"
    team = Team.objects.get()
    assert (team.name, roles(team)) == ("The payments team", {"alice": "owner"})
    assert "The payments team" in client.get("/teams/").content.decode()
    assert trail == ["alice team.created The payments team"]


@pytest.mark.parametrize(
    ("slug", "said"),
    [
        ("alice", "person or a team has or had this name"),
        ("web", "had this name"),
        ("new", "reserved for"),
        ("a b", "lowercase"),
    ],
)
def test_a_team_that_cannot_be(cast: Cast, slug: str, said: str) -> None:
    response = browser_of(cast["charlie"]).post("/teams/new/", {"name": "Mine", "slug": slug})
    assert said in response.content.decode()
    assert Team.objects.count() == 1


def test_one_person_has_not_endless_teams(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("podbuilder.teams.views.teams.MOST_TEAMS", 1)
    response = browser_of(cast["vera"]).post("/teams/new/", {"name": "Mine", "slug": "mine"})
    assert "the most that one person may be in" in response.content.decode()


def test_what_a_member_sees(cast: Cast) -> None:
    page = browser_of(cast["vera"]).get("/teams/web/").content.decode()
    assert "edgar" in page
    assert "Invite somebody" not in page
    assert "Invite somebody" in browser_of(cast["alice"]).get("/teams/web/").content.decode()


def test_a_team_has_another_name(cast: Cast, trail: list[str]) -> None:
    alice = browser_of(cast["alice"])
    alice.post("/teams/web/settings/", {"name": "Platform"})
    assert "Platform" in alice.get("/teams/web/").content.decode()
    assert trail == ["alice team.renamed web"]
    assert "This is missing." in alice.post("/teams/web/settings/", {"name": " "}).content.decode()


def test_a_team_is_deleted_by_its_short_name(cast: Cast, trail: list[str]) -> None:
    alice = browser_of(cast["alice"])
    assert "Type web to delete" in alice.post("/teams/web/delete/", {"slug": "Web"}).content.decode()
    assert Team.objects.exists()
    assert alice.post("/teams/web/delete/", {"slug": "web"})["Location"] == "/teams/"
    assert not Team.objects.exists()
    assert not OwnerName.is_free("web")
    assert trail == ["alice team.deleted Web platform (web)"]


def test_ones_teams_are_listed_by_name_with_their_size(cast: Cast) -> None:
    other = Team.objects.create(name="Apples", slug="zebra")
    Membership.objects.create(team=other, user=cast["vera"], role=Role.OWNER)
    response = browser_of(cast["vera"]).get("/teams/")
    found = [(one.team.slug, one.role, one.size) for one in response.context["memberships"]]
    assert found == [("zebra", "owner", 1), ("web", "viewer", 3)]


def test_a_name_that_somebody_takes_meanwhile(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def create_team(*args: object) -> None:
        raise NameTaken

    monkeypatch.setattr(membership, "create_team", create_team)
    page = browser_of(cast["vera"]).post("/teams/new/", {"name": "Mine", "slug": "mine"}).content.decode()
    assert "Somebody else has just taken this name." in page


def test_the_most_teams_of_one_person(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("podbuilder.teams.views.teams.MOST_TEAMS", 2)
    vera = browser_of(cast["vera"])
    assert "Team Mine created. Invite its members below." in (
        vera.post("/teams/new/", {"name": "Mine", "slug": "mine"}, follow=True).content.decode()
    )
    page = vera.post("/teams/new/", {"name": "Ours", "slug": "ours"}).content.decode()
    assert "You are already in 2 teams, the most that one person may be in." in page


def test_what_is_said_of_a_team(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    alice = browser_of(cast["alice"])
    assert 'value="Web platform"' in alice.get("/teams/web/settings/").content.decode()
    assert "Team renamed." in alice.post("/teams/web/settings/", {"name": "Web"}, follow=True).content.decode()
    page = alice.post("/teams/web/delete/", {"slug": "web"}, follow=True).content.decode()
    assert "Team Web and its templates have been deleted." in page


def test_a_team_that_somebody_deletes_meanwhile(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def delete_team(*args: object) -> None:
        raise membership.Gone

    monkeypatch.setattr(membership, "delete_team", delete_team)
    page = browser_of(cast["alice"]).post("/teams/web/delete/", {"slug": "web"}, follow=True).content.decode()
    assert "Somebody else has already deleted this team." in page
    assert "have been deleted" not in page


STATUSES = {
    "/teams/": {"charlie": 200, "visitor": 302},
    "/teams/new/": {"charlie": 200, "visitor": 302},
    "/teams/web/": {"edgar": 200, "vera": 200, "charlie": 404, "visitor": 302},
    "/teams/web/settings/": {"alice": 200, "edgar": 403, "vera": 403, "charlie": 404, "visitor": 302},
    "/teams/web/delete/": {"alice": 200, "edgar": 403, "vera": 403, "charlie": 404, "visitor": 302},
}


@pytest.mark.parametrize("path", STATUSES)
def test_who_sees_which_page(cast: Cast, path: str) -> None:
    assert {who: browser_of(cast[who]).get(path).status_code for who in STATUSES[path]} == STATUSES[path]
    assert browser_of(cast["alice"]).put(path).status_code == 405
