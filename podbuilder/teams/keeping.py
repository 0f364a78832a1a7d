"""What teams have to do with somebody's account: an archive names them, and no team is left without an owner."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from podbuilder.teams.models import Membership, Role, Team
from podbuilder.web.hooks import Event, File, Keeper, witness

Person = Any


def exports(person: Person) -> Iterator[File]:
    facts = [
        {"team": one.team.slug, "name": one.team.name, "role": str(one.role), "joined": one.joined.isoformat()}
        for one in Membership.objects.filter(user=person).select_related("team")
    ]
    if facts:
        yield "teams.json", json.dumps(facts, indent=2, ensure_ascii=False) + "\n"


def obstacles(person: Person) -> Iterator[str]:
    for team in _owned_alone(person):
        if team.memberships.count() > 1:
            yield f"You are the only owner of the team {team} ({team.slug}). Hand it over, or delete it."


def losses(person: Person) -> Iterator[str]:
    for team in _owned_alone(person):
        yield f"the team {team} ({team.slug}) with its templates, for nobody else is in it"


def leaves(person: Person) -> None:
    """Teams with nobody else in them go along."""
    for team in _owned_alone(person):
        if team.memberships.count() == 1:
            witness(Event(person, "team.deleted", f"{team.name} ({team.slug})"))
            team.delete()


def _owned_alone(person: Person) -> list[Team]:
    """The teams that would have no owner without this person."""
    owned = Team.objects.filter(memberships__user=person, memberships__role=Role.OWNER)
    others = Membership.objects.filter(role=Role.OWNER).exclude(user=person)
    return list(owned.exclude(pk__in=others.values("team")))


KEEPER = Keeper("teams", exports=exports, obstacles=obstacles, losses=losses, leaves=leaves)
