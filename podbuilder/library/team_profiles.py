"""Offers the lint profiles of somebody's teams where the profile of a draft is chosen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.dispatch import receiver

from podbuilder.accounts.http import Asker
from podbuilder.builder.draft_profiles import OfferedProfile
from podbuilder.builder.signals import profiles_offered
from podbuilder.teams.models import Team


@receiver(profiles_offered)
def offer_team_profiles(user: Asker, **kwargs: Any) -> Iterator[OfferedProfile]:
    """One offer for each team that has a profile."""
    for team in Team.objects.for_user(user).exclude(profile_text=""):
        yield OfferedProfile(f"team:{team.slug}", f"The team {team}", team.profile_text)
