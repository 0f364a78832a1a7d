"""Members: their roles, leaving, being removed."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.teams import membership
from podbuilder.teams.models import Role, Team
from podbuilder.teams.views.members import with_article
from tests.accounts.support import browser_of
from tests.teams.support import pk_of, roles

pytestmark = pytest.mark.django_db
Cast = dict[str, Any]


def test_another_teams_invitation_cannot_be_taken_back(cast: Cast) -> None:
    other = membership.create_team(Team(name="Other", slug="other"), cast["charlie"])
    one, _ = membership.invite(other, Role.EDITOR, cast["charlie"])
    assert browser_of(cast["alice"]).post(f"/teams/web/invitations/{one.pk}/revoke/").status_code == 404
    member = other.memberships.get().pk
    assert browser_of(cast["alice"]).post(f"/teams/web/members/{member}/role/", {"role": "viewer"}).status_code == 404
    assert browser_of(cast["alice"]).post(f"/teams/web/members/{member}/remove/").status_code == 404


def test_roles_change(cast: Cast, trail: list[str]) -> None:
    alice = browser_of(cast["alice"])
    alice.post(f"/teams/web/members/{pk_of(cast, 'vera')}/role/", {"role": "editor"})
    assert roles(cast["team"])["vera"] == "editor"
    for wrong in ("king", ""):
        alice.post(f"/teams/web/members/{pk_of(cast, 'vera')}/role/", {"role": wrong})
    assert roles(cast["team"])["vera"] == "editor"
    assert trail == ["alice member.role vera"]


def test_a_team_is_handed_over(cast: Cast) -> None:
    alice = browser_of(cast["alice"])
    alice.post(f"/teams/web/members/{pk_of(cast, 'edgar')}/role/", {"role": "hand-over"})
    assert roles(cast["team"]) == {"alice": "editor", "edgar": "owner", "vera": "viewer"}
    assert alice.get("/teams/web/delete/").status_code == 403


def test_the_last_owner_stays(cast: Cast) -> None:
    alice, own = browser_of(cast["alice"]), pk_of(cast, "alice")
    for path, data in (
        (f"/teams/web/members/{own}/role/", {"role": "viewer"}),
        (f"/teams/web/members/{own}/remove/", {}),
        ("/teams/web/leave/", {}),
    ):
        assert "A team needs an owner." in alice.post(path, data, follow=True).content.decode(), path
        assert roles(cast["team"])["alice"] == "owner"
    membership.change_role(cast["team"], pk_of(cast, "edgar"), Role.OWNER, cast["alice"])
    alice.post("/teams/web/leave/")
    assert roles(cast["team"]) == {"edgar": "owner", "vera": "viewer"}


def test_leaving_and_being_removed_ask_first(cast: Cast, trail: list[str]) -> None:
    vera, alice = browser_of(cast["vera"]), browser_of(cast["alice"])
    path = f"/teams/web/members/{pk_of(cast, 'edgar')}/remove/"
    assert "Leave Web platform" in vera.get("/teams/web/leave/").content.decode()
    assert "Remove edgar" in alice.get(path).content.decode()
    assert len(roles(cast["team"])) == 3
    vera.post("/teams/web/leave/")
    alice.post(path)
    assert roles(cast["team"]) == {"alice": "owner"}
    assert trail == ["vera member.left vera", "alice member.removed edgar"]


@pytest.mark.parametrize(("role", "words"), [("owner", "an owner"), ("editor", "an editor"), ("viewer", "a viewer")])
def test_a_role_in_a_sentence(role: str, words: str) -> None:
    assert with_article(Role(role)) == words


def test_what_is_said_to_the_owner(cast: Cast) -> None:
    alice = browser_of(cast["alice"])

    def said(path: str, data: dict[str, str] | None = None) -> str:
        return alice.post(f"/teams/web/members/{path}", data, follow=True).content.decode()

    edgar, vera = pk_of(cast, "edgar"), pk_of(cast, "vera")
    assert "There is no such role." in said(f"{vera}/role/", {"role": "king"})
    assert "vera is now an editor." in said(f"{vera}/role/", {"role": "editor"})
    assert "vera is no longer a member of the team." in said(f"{vera}/remove/")
    assert "edgar is now an owner." in said(f"{edgar}/role/", {"role": "owner"})
    response = alice.post(f"/teams/web/members/{pk_of(cast, 'alice')}/remove/")
    assert response["Location"] == "/teams/", "who has removed themselves sees the team no more"


def test_what_is_said_to_those_who_leave(cast: Cast) -> None:
    vera = browser_of(cast["vera"])
    response = vera.post("/teams/web/leave/", follow=True)
    assert "You have left Web platform." in response.content.decode()
    assert response.redirect_chain == [("/teams/", 302)]
    assert vera.post("/teams/web/leave/").status_code == 404


@pytest.mark.parametrize("path", ["/teams/web/leave/", "/teams/web/members/{}/remove/"])
def test_a_member_who_has_gone_meanwhile(cast: Cast, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def remove(*args: object) -> None:
        raise membership.Gone

    monkeypatch.setattr(membership, "remove", remove)
    response = browser_of(cast["alice"]).post(path.format(pk_of(cast, "vera")), follow=True)
    if "leave" in path:
        assert "You are no longer a member of this team." in response.content.decode()
    assert response.status_code == (200 if "leave" in path else 404)


STATUSES = {
    "/teams/web/members/{}/role/": {"edgar": 403, "vera": 403, "charlie": 404, "visitor": 302},
    "/teams/web/members/{}/remove/": {"edgar": 403, "vera": 403, "charlie": 404, "visitor": 302},
    "/teams/web/leave/": {"charlie": 404, "visitor": 302},
}


@pytest.mark.parametrize("path", STATUSES)
def test_who_is_refused(cast: Cast, path: str) -> None:
    address = path.format(pk_of(cast, "vera"))
    answers = {who: browser_of(cast[who]).post(address, {"role": "owner"}).status_code for who in STATUSES[path]}
    assert answers == STATUSES[path]
    assert roles(cast["team"]) == {"alice": "owner", "edgar": "editor", "vera": "viewer"}
    assert browser_of(cast["alice"]).put(address).status_code == 405
