"""The cast: Alice owns the team, Edgar edits, Vera looks on, Charlie is a stranger, a visitor has no account."""

from __future__ import annotations

from typing import Any

from podbuilder.teams.models import Membership, Role, Team
from tests.accounts.support import person

ROLES = {"alice": Role.OWNER, "edgar": Role.EDITOR, "vera": Role.VIEWER}


def make_cast() -> dict[str, Any]:
    people: dict[str, Any] = {name: person(name) for name in (*ROLES, "charlie")}
    team = Team.objects.create(name="Web platform", slug="web")
    for name, role in ROLES.items():
        Membership.objects.create(team=team, user=people[name], role=role)
    return {**people, "visitor": None, "team": team}


def roles(team: Team) -> dict[str, str]:
    return dict(team.memberships.values_list("user__username", "role"))


def pk_of(cast: dict[str, Any], name: str) -> int:
    return Membership.objects.get(user=cast[name], team=cast["team"]).pk
