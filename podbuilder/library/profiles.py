"""The profiles of somebody's teams, offered where it is chosen which rules advise on a draft."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.builder.profiles import Offer
from podbuilder.teams.access import teams_of


def offers(person: Any) -> Iterator[Offer]:
    """One for each team that has a profile."""
    for team in teams_of(person).exclude(profile_text=""):
        yield Offer(f"team:{team.slug}", f"The team {team}", team.profile_text)
