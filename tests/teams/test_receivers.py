"""What becomes of an account's teams when it is exported or deleted."""

from __future__ import annotations

import json
from typing import Any

import pytest

from podbuilder.accounts.models import User
from podbuilder.accounts.signals import Consequences, account_deleting, deletion_consequences, exported_files
from podbuilder.teams import receivers
from podbuilder.teams.models import Membership, Role, Team
from tests.accounts.support import person
from tests.teams.support import roles

pytestmark = pytest.mark.django_db
Cast = dict[str, Any]


def own(user: object, slug: str = "mine", *others: object) -> Team:
    """A team that this person owns, with others in it."""
    team = Team.objects.create(name=slug.title(), slug=slug)
    Membership.objects.create(team=team, user=user, role=Role.OWNER)
    for other in others:
        Membership.objects.create(team=team, user=other, role=Role.EDITOR)
    return team


def test_nobodys_teams_are_no_file(cast: Cast) -> None:
    assert list(receivers.export_memberships(cast["charlie"])) == []


def test_memberships_are_exported(cast: Cast) -> None:
    cast["team"].name = "Wöb"
    cast["team"].save()
    ((name, text),) = receivers.export_memberships(cast["vera"])
    joined = Membership.objects.get(user=cast["vera"]).joined.isoformat()
    assert name == "teams.json"
    assert json.loads(text) == [{"team": "web", "name": "Wöb", "role": "viewer", "joined": joined}]
    assert "Wöb" in text
    assert text.endswith("]\n")
    assert (name, text) in exported_files(cast["vera"])


BLOCKER = "You are the only owner of the team Web platform (web). Make another member an owner, or delete it."
LOSS = "the team Mine (mine) with its templates, because nobody else is in it"


def test_a_member_may_go(cast: Cast) -> None:
    for name in ("edgar", "vera", "charlie"):
        assert receivers.consider_teams(cast[name]) == Consequences()


def test_what_the_only_owner_has_to_settle(cast: Cast) -> None:
    own(cast["alice"])
    assert receivers.consider_teams(cast["alice"]) == Consequences((BLOCKER,), (LOSS,))
    assert BLOCKER in deletion_consequences(cast["alice"]).blockers
    Membership.objects.filter(user=cast["edgar"]).update(role=Role.OWNER)
    assert receivers.consider_teams(cast["alice"]) == Consequences((), (LOSS,))


def test_teams_of_one_go_with_their_owner(cast: Cast, trail: list[str]) -> None:
    own(cast["alice"])
    own(cast["alice"], "ours", cast["vera"])
    own(person("dora"), "theirs")
    account_deleting.send(sender=User, user=cast["alice"])
    assert sorted(Team.objects.values_list("slug", flat=True)) == ["ours", "theirs", "web"]
    assert trail == ["alice team.deleted Mine (mine)"]
    assert roles(cast["team"])["alice"] == "owner"


def test_which_teams_have_no_other_owner(cast: Cast) -> None:
    mine, ours = own(cast["alice"]), own(cast["alice"], "ours", cast["vera"])
    found = receivers.teams_without_another_owner(cast["alice"])
    assert {team.slug for team in found} == {"web", mine.slug, ours.slug}
    Membership.objects.filter(team=ours).update(role=Role.OWNER)
    assert {team.slug for team in receivers.teams_without_another_owner(cast["alice"])} == {"web", "mine"}
    assert receivers.teams_without_another_owner(cast["edgar"]) == []
