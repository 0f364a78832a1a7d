"""Who may see and change which team. A stranger gets 404; a member who lacks the right gets 403."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from podbuilder.accounts.http import Asker
from podbuilder.teams.models import Membership, Role, Team


def role_in(user: Asker, team: Team) -> Role | None:
    """This person's role in the team; None for a stranger."""
    if not user.is_authenticated:
        return None
    role = Membership.objects.filter(team=team, user=user).values_list("role", flat=True).first()
    return Role(role) if role else None


def team_or_404(asker: HttpRequest | Asker, slug: str) -> Team:
    """The team with this slug if the asker is one of its members; Http404 otherwise. `team.role` is the asker's."""
    return _team_and_role(asker, slug)


def editable_team_or_403(asker: HttpRequest | Asker, slug: str) -> Team:
    """The same for a team whose templates the asker may change; PermissionDenied for a viewer."""
    team = _team_and_role(asker, slug)
    if team.role is None or not team.role.can_write:
        raise PermissionDenied("Viewers of a team may not change its templates.")
    return team


def owned_team_or_403(asker: HttpRequest | Asker, slug: str) -> Team:
    """The same for a team that the asker owns; PermissionDenied for editors and viewers."""
    team = _team_and_role(asker, slug)
    if team.role is not Role.OWNER:
        raise PermissionDenied("Only a team’s owners may do this.")
    return team


def _team_and_role(asker: HttpRequest | Asker, slug: str) -> Team:
    user = asker.user if isinstance(asker, HttpRequest) else asker
    if user.is_authenticated:
        membership = Membership.objects.select_related("team").filter(user=user, team__slug=slug).first()
        if membership is not None:
            team = membership.team
            team.role = Role(membership.role)
            return team
    raise Http404("no such team of yours")
