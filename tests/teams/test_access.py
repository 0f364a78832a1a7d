"""The helpers every view of teams and of their templates comes through."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import RequestFactory

from podbuilder.teams.access import editable_team_or_403, owned_team_or_403, role_in, team_or_404
from podbuilder.teams.models import Membership, Role, Team

pytestmark = pytest.mark.django_db
Cast = dict[str, object]


@pytest.fixture
def cast() -> Cast:
    """Alice owns the team, Edgar edits, Vera looks on; Charlie and a visitor are strangers."""
    people: Cast = {name: get_user_model().objects.create_user(name) for name in ("alice", "edgar", "vera", "charlie")}
    team = Team.objects.create(name="Web", slug="web")
    for name, role in (("alice", Role.OWNER), ("edgar", Role.EDITOR), ("vera", Role.VIEWER)):
        Membership.objects.create(team=team, user=people[name], role=role)
    return {**people, "visitor": AnonymousUser(), "team": team}


NO_TEAM, NOT_ALLOWED = Http404, PermissionDenied
TABLE: dict[str, tuple[object, object, object, Role | None]] = {
    "alice": (None, None, None, Role.OWNER),
    "edgar": (None, None, NOT_ALLOWED, Role.EDITOR),
    "vera": (None, NOT_ALLOWED, NOT_ALLOWED, Role.VIEWER),
    "charlie": (NO_TEAM, NO_TEAM, NO_TEAM, None),
    "visitor": (NO_TEAM, NO_TEAM, NO_TEAM, None),
}
HELPERS = (team_or_404, editable_team_or_403, owned_team_or_403)


@pytest.mark.parametrize("who", TABLE)
def test_each_helper_hands_out_or_refuses(cast: Cast, who: str) -> None:
    *answers, role = TABLE[who]
    assert role_in(cast[who], cast["team"]) is role
    for helper, answer in zip(HELPERS, answers, strict=True):
        check(helper, cast[who], answer, role)


def check(helper: Callable[[object, str], Team], who: object, refusal: object, role: Role | None) -> None:
    request = RequestFactory().get("/")
    request.user = who
    for asker in (who, request):
        if refusal is None:
            team = helper(asker, "web")
            assert (team.slug, team.role) == ("web", role)
        else:
            with pytest.raises(refusal):
                helper(asker, "web")
    with pytest.raises(Http404):
        helper(who, "no-such-team")


def test_the_teams_of_a_person(cast: Cast) -> None:
    Team.objects.create(name="Other", slug="other")
    assert [team.slug for team in Team.objects.for_user(cast["vera"])] == ["web"]
    assert list(Team.objects.for_user(cast["charlie"])) == list(Team.objects.for_user(cast["visitor"])) == []


def test_the_teams_that_a_person_may_save_for(cast: Cast) -> None:
    writers = [who for who in TABLE if Team.objects.writable_by(cast[who]).exists()]
    assert writers == ["alice", "edgar"]
