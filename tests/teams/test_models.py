"""Roles, teams and their order, and invitations that are open or not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from podbuilder.accounts.models import NameTaken
from podbuilder.teams.models import OPEN_FOR, Invitation, Membership, Role, Team, digest

pytestmark = pytest.mark.django_db
Cast = dict[str, Any]


@pytest.mark.parametrize(("role", "can_write"), [("owner", True), ("editor", True), ("viewer", False)])
def test_who_may_write(role: str, can_write: bool) -> None:
    assert Role(role).can_write is can_write


def test_every_role_is_explained() -> None:
    assert [role.value for role in Role] == ["owner", "editor", "viewer"]
    assert len({role.explanation for role in Role}) == 3


def test_teams_come_by_name_whatever_its_letters() -> None:
    for name, slug in (("web", "w"), ("Apples", "b"), ("apples", "a"), ("Zoo", "z")):
        Team.objects.create(name=name, slug=slug)
    assert [team.slug for team in Team.objects.all()] == ["a", "b", "w", "z"]
    assert str(Team(name="Apples")) == "Apples"
    assert Team(slug="web").get_absolute_url() == "/teams/web/"


def test_how_long_a_name_may_be() -> None:
    Team(name="x" * 80, slug="web").full_clean()
    with pytest.raises(ValidationError, match="at most 80"):
        Team(name="x" * 81, slug="web").full_clean()


def test_a_short_name_is_given_out_once(cast: Cast) -> None:
    for slug in ("web", "alice"):
        with pytest.raises(NameTaken):
            Team.objects.create(name="Other", slug=slug)
    cast["team"].name = "Other"
    cast["team"].save()
    assert Team.objects.get().name == "Other"


def test_a_person_is_in_a_team_once(cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(team=cast["team"], user=cast["vera"])
    one = Membership.objects.create(team=cast["team"], user=cast["charlie"])
    assert one.role == "viewer"
    assert str(one) == "charlie in Web platform: viewer"


def test_members_come_as_they_joined(cast: Cast) -> None:
    Membership.objects.filter(user=cast["vera"]).update(joined=timezone.now() - timedelta(days=1))
    assert [one.user.username for one in cast["team"].memberships.all()] == ["vera", "alice", "edgar"]


NOW = timezone.now()
# What became of an invitation, and whether it is unanswered, and open.
STATES: dict[str, tuple[dict[str, Any], bool, bool]] = {
    "new": ({}, True, True),
    "accepted": ({"accepted": NOW}, False, False),
    "revoked": ({"revoked": NOW}, False, False),
    "over": ({"expires": NOW - timedelta(seconds=1)}, True, False),
}


@pytest.mark.parametrize(("state", "is_unanswered", "is_open"), STATES.values(), ids=STATES)
def test_the_states_of_an_invitation(cast: Cast, state: dict[str, Any], is_unanswered: bool, is_open: bool) -> None:
    Invitation.make(cast["team"], role=Role.VIEWER, made_by=cast["alice"])
    Invitation.objects.update(**state)
    assert Invitation.objects.unanswered().exists() is is_unanswered
    assert Invitation.objects.open().exists() is is_open
    assert Invitation.objects.get().is_open is is_open


def test_a_new_invitation(cast: Cast) -> None:
    one, secret = Invitation.make(cast["team"], role=Role.EDITOR, made_by=cast["alice"], email="d@example.com")
    other, another = Invitation.make(cast["team"], role=Role.EDITOR, made_by=cast["alice"])
    assert timedelta(days=14) == OPEN_FOR
    assert abs(one.expires - timezone.now() - OPEN_FOR) < timedelta(minutes=1)
    assert (one.token, len(secret)) == (digest(secret), 43)
    assert secret != another
    assert [str(one), str(other)] == ["Web platform for d@example.com", "Web platform for whoever has the link"]
    assert list(Invitation.objects.all()) == [other, one], "the newest first"


def test_what_is_stored_of_a_secret() -> None:
    assert digest("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
