"""What happens to an account's teams: an export lists them, and a deletion leaves none without an owner."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from podbuilder.accounts.models import User
from podbuilder.accounts.signals import (
    Consequences,
    File,
    account_deleting,
    account_deletion_considered,
    account_exporting,
)
from podbuilder.teams.models import Invitation, Membership, Role, Team
from podbuilder.teams.signals import team_changed


@receiver(account_exporting)
def export_memberships(user: User, **kwargs: Any) -> Iterator[File]:
    facts = [
        {"team": one.team.slug, "name": one.team.name, "role": str(one.role), "joined": one.joined.isoformat()}
        for one in Membership.objects.filter(user=user).select_related("team")
    ]
    if facts:
        yield "teams.json", json.dumps(facts, indent=2, ensure_ascii=False) + "\n"


@receiver(account_deletion_considered)
def consider_teams(user: User, **kwargs: Any) -> Consequences:
    """A team with other members needs another owner first; a team of one is deleted with the account."""
    blockers, deletions = [], []
    for team in teams_without_another_owner(user):
        if team.memberships.count() > 1:
            blockers.append(
                f"You are the only owner of the team {team} ({team.slug}). Make another member an owner, or delete it."
            )
        else:
            deletions.append(f"the team {team} ({team.slug}) with its templates, because nobody else is in it")
    return Consequences(tuple(blockers), tuple(deletions))


@receiver(account_deleting)
def revoke_invitations(user: User, **kwargs: Any) -> None:
    """What a person has offered ends with their account."""
    Invitation.objects.filter(made_by=user).unanswered().update(revoked=timezone.now())


@receiver(account_deleting)
def delete_teams_of_one(user: User, **kwargs: Any) -> None:
    """Teams with nobody else in them are deleted with the account."""
    for team in teams_without_another_owner(user):
        if team.memberships.count() == 1:
            subject = f"{team.name} ({team.slug})"
            team_changed.send(sender=Team, actor=user, verb="team.deleted", subject=subject, team=None, details={})
            team.delete()


def teams_without_another_owner(user: User) -> list[Team]:
    """The teams that would have no owner without this person."""
    owned = Team.objects.filter(memberships__user=user, memberships__role=Role.OWNER)
    others = Membership.objects.filter(role=Role.OWNER).exclude(user=user)
    return list(owned.exclude(pk__in=others.values("team")))
