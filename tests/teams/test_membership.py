"""Changes of who is in a team: what becomes of it, what an audit trail is told, and what is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from podbuilder.accounts.models import NameTaken
from podbuilder.teams import membership
from podbuilder.teams.models import Invitation, Membership, Role, Team
from podbuilder.teams.signals import team_changed
from tests.accounts.support import PASSWORD, browser_of, person
from tests.teams.support import pk_of, roles

pytestmark = pytest.mark.django_db
Cast = dict[str, Any]
Told = list[tuple[str, str, str, Team | None, dict[str, str]]]
ALL = {"alice": "owner", "edgar": "editor", "vera": "viewer"}


@pytest.fixture
def told() -> Iterator[Told]:
    """All that an audit trail is told."""
    heard: Told = []

    def tell(actor: Any, verb: str, subject: str, team: Team | None, details: dict[str, str], **kwargs: Any) -> None:
        heard.append((actor.username, verb, subject, team, details))

    team_changed.connect(tell)
    yield heard
    team_changed.disconnect(tell)


def test_a_team_is_made(cast: Cast, told: Told) -> None:
    team = membership.create_team(Team(name="Apples", slug="apples"), cast["charlie"])
    assert roles(team) == {"charlie": "owner"}
    assert told == [("charlie", "team.created", "Apples", team, {})]
    with pytest.raises(NameTaken):
        membership.create_team(Team(name="Others", slug="apples"), cast["vera"])
    assert not Membership.objects.filter(user=cast["vera"], role=Role.OWNER).exists()
    assert len(told) == 1


def test_a_team_is_renamed(cast: Cast, told: Told) -> None:
    membership.rename(cast["team"], "Web", cast["alice"])
    assert Team.objects.get().name == "Web"
    details = {"before": "Web platform", "after": "Web"}
    assert told == [("alice", "team.renamed", "web", cast["team"], details)]


# Whose role, which, and what an audit trail is told.
ROLES: dict[str, tuple[str, Role, dict[str, str] | None]] = {
    "the same": ("edgar", Role.EDITOR, None),
    "the only owner's, again": ("alice", Role.OWNER, None),
    "less": ("edgar", Role.VIEWER, {"before": "editor", "after": "viewer"}),
    "more": ("vera", Role.OWNER, {"before": "viewer", "after": "owner"}),
}


@pytest.mark.parametrize(("name", "role", "details"), ROLES.values(), ids=ROLES)
def test_a_role_changes(cast: Cast, told: Told, name: str, role: Role, details: dict[str, str] | None) -> None:
    changed = membership.change_role(cast["team"], pk_of(cast, name), role, cast["alice"])
    assert (changed.user, changed.role) == (cast[name], role)
    assert roles(cast["team"]) == {**ALL, name: role.value}
    assert told == ([("alice", "member.role", name, cast["team"], details)] if details else [])


def test_members_leave_and_are_removed(cast: Cast, told: Told) -> None:
    assert membership.remove(cast["team"], pk_of(cast, "vera"), cast["vera"]).user == cast["vera"]
    membership.remove(cast["team"], pk_of(cast, "edgar"), cast["alice"])
    assert roles(cast["team"]) == {"alice": "owner"}
    assert [one[:4] for one in told] == [
        ("vera", "member.left", "vera", cast["team"]),
        ("alice", "member.removed", "edgar", cast["team"]),
    ]


def test_the_last_owner_stays(cast: Cast, told: Told) -> None:
    team, pk = cast["team"], pk_of(cast, "alice")
    for change in (
        lambda: membership.remove(team, pk, cast["alice"]),
        lambda: membership.change_role(team, pk, Role.EDITOR, cast["alice"]),
    ):
        with pytest.raises(membership.LastOwner):
            change()
    assert (roles(team), told) == (ALL, [])
    membership.change_role(team, pk_of(cast, "edgar"), Role.OWNER, cast["alice"])
    membership.change_role(team, pk, Role.EDITOR, cast["edgar"])
    membership.remove(team, pk, cast["edgar"])
    assert roles(team) == {"edgar": "owner", "vera": "viewer"}


def test_an_owner_hands_over(cast: Cast, told: Told) -> None:
    other = membership.create_team(Team(name="Apples", slug="apples"), cast["alice"])
    heir = membership.hand_over(cast["team"], pk_of(cast, "vera"), cast["alice"])
    assert (heir.user, heir.role) == (cast["vera"], Role.OWNER)
    assert roles(cast["team"]) == {"alice": "editor", "edgar": "editor", "vera": "owner"}
    assert roles(other) == {"alice": "owner"}, "elsewhere they stay what they are"
    assert told[1:] == [("alice", "member.role", "vera", cast["team"], {"after": "owner"})]
    membership.hand_over(cast["team"], pk_of(cast, "vera"), cast["vera"])
    assert roles(cast["team"])["vera"] == "owner", "to themselves"


# What an invitation is for, and how an audit trail speaks of it.
INVITED = {"": ("whoever has the link", "a link"), "d@example.com": ("d@example.com", "d@example.com")}


@pytest.mark.parametrize("email", INVITED)
def test_an_invitation_is_made_and_revoked(cast: Cast, told: Told, email: str) -> None:
    one, secret = membership.invite(cast["team"], Role.EDITOR, cast["alice"], email)
    assert (one.team, one.role, one.made_by, one.email) == (cast["team"], "editor", cast["alice"], email)
    assert membership.open_invitation(secret) == one
    assert membership.open_invitation(secret[:-1]) is None
    revoked = membership.revoke(cast["team"], one.pk, cast["alice"])
    assert timezone.now() - revoked.revoked < timedelta(minutes=1)
    assert membership.open_invitation(secret) is None
    invited, taken_back = INVITED[email]
    assert told == [
        ("alice", "member.invited", invited, cast["team"], {"role": "editor"}),
        ("alice", "invitation.revoked", taken_back, cast["team"], {}),
    ]


def test_an_invitation_is_accepted_once(cast: Cast, told: Told) -> None:
    one, secret = membership.invite(cast["team"], Role.EDITOR, cast["alice"])
    joined = membership.accept(secret, cast["charlie"])
    assert (joined.user, joined.role) == (cast["charlie"], "editor")
    one.refresh_from_db()
    assert one.accepted_by == cast["charlie"]
    assert timezone.now() - one.accepted < timedelta(minutes=1)
    assert told[1:] == [("charlie", "member.joined", "Web platform", cast["team"], {"role": "editor"})]
    with pytest.raises(membership.Gone):
        membership.accept(secret, cast["charlie"])


def test_a_member_uses_no_invitation_up(cast: Cast, told: Told) -> None:
    _, secret = membership.invite(cast["team"], Role.OWNER, cast["alice"])
    assert membership.accept(secret, cast["vera"]).role == "viewer"
    assert membership.open_invitation(secret) is not None
    assert len(told) == 1


def test_an_invitation_that_ends_while_it_is_accepted(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    one, _ = membership.invite(cast["team"], Role.OWNER, cast["alice"])
    answers = iter([one, None])
    monkeypatch.setattr(membership, "open_invitation", lambda secret: next(answers))
    with pytest.raises(membership.Gone):
        membership.accept("x", cast["charlie"])
    assert roles(cast["team"]) == ALL


def test_a_team_is_deleted(cast: Cast, told: Told) -> None:
    membership.delete_team(cast["team"], cast["alice"])
    assert not Team.objects.exists()
    assert told == [("alice", "team.deleted", "Web platform (web)", None, {})]


GONE: dict[str, Callable[[Cast, int], object]] = {
    "a role": lambda cast, pk: membership.change_role(cast["team"], pk, Role.OWNER, cast["alice"]),
    "a removal": lambda cast, pk: membership.remove(cast["team"], pk, cast["alice"]),
    "handing over": lambda cast, pk: membership.hand_over(cast["team"], pk, cast["alice"]),
    "an invitation": lambda cast, pk: membership.revoke(cast["team"], pk, cast["alice"]),
}


@pytest.mark.parametrize("change", GONE.values(), ids=GONE)
def test_what_is_not_there_cannot_be_changed(cast: Cast, told: Told, change: Callable[[Cast, int], object]) -> None:
    other = Team.objects.create(name="Apples", slug="apples")
    member = Membership.objects.create(team=other, user=cast["charlie"])
    elsewhere, _ = Invitation.make(other, role=Role.VIEWER, made_by=cast["charlie"])
    for pk in (0, member.pk if change is not GONE["an invitation"] else elsewhere.pk):
        with pytest.raises(membership.Gone):
            change(cast, pk)
    assert (roles(cast["team"]), told) == (ALL, [])


def test_a_team_that_is_gone_cannot_be_changed(cast: Cast, told: Told) -> None:
    team, pk = cast["team"], pk_of(cast, "edgar")
    Team.objects.filter(pk=team.pk).delete()
    for change in (
        lambda: membership.remove(team, pk, cast["alice"]),
        lambda: membership.delete_team(team, cast["alice"]),
    ):
        with pytest.raises(membership.Gone):
            change()
    assert told == []


def leaves(cast: Cast, owner: Any) -> None:
    membership.remove(cast["team"], Membership.objects.get(user=owner).pk, owner)


def is_removed(cast: Cast, owner: Any) -> None:
    membership.remove(cast["team"], Membership.objects.get(user=owner).pk, cast["alice"])


def is_demoted(cast: Cast, owner: Any) -> None:
    membership.change_role(cast["team"], Membership.objects.get(user=owner).pk, Role.VIEWER, cast["alice"])


def hands_over(cast: Cast, owner: Any) -> None:
    membership.hand_over(cast["team"], pk_of(cast, "vera"), owner)


def deletes_the_account(cast: Cast, owner: Any) -> None:
    data = {"name": owner.username, "password": PASSWORD}
    assert browser_of(owner).post("/account/delete/", data).status_code == 302


@pytest.mark.parametrize("go", [leaves, is_removed, is_demoted, hands_over, deletes_the_account])
def test_nobody_comes_back_with_an_invitation_of_their_own(cast: Cast, go: Callable[[Cast, Any], None]) -> None:
    mallory = person("mallory", email="mallory@example.com")
    Membership.objects.create(team=cast["team"], user=mallory, role=Role.OWNER)
    _, own = membership.invite(cast["team"], Role.OWNER, mallory)
    _, others = membership.invite(cast["team"], Role.EDITOR, cast["alice"], "dora@example.com")
    _, to_oneself = membership.invite(cast["team"], Role.EDITOR, cast["alice"], "Mallory@example.com")
    go(cast, mallory)
    friend = browser_of(person("friend"))
    assert friend.post(f"/teams/join/{own}/").status_code == 404
    assert not Invitation.objects.filter(made_by=mallory).unanswered().exists()
    assert "friend" not in roles(cast["team"])
    if go is not deletes_the_account:
        assert friend.post(f"/teams/join/{to_oneself}/").status_code == 404
    assert friend.post(f"/teams/join/{others}/").status_code == 302, "what others have offered stays"


def test_an_invitation_needs_an_owner_behind_it(cast: Cast) -> None:
    """However its maker's role ended."""
    _, secret = membership.invite(cast["team"], Role.OWNER, cast["alice"])
    Membership.objects.filter(user=cast["alice"]).update(role=Role.EDITOR)
    assert browser_of(cast["charlie"]).post(f"/teams/join/{secret}/").status_code == 404
