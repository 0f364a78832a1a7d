"""The page of a team: its members, and for its owners the open invitations."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from podbuilder.accounts import rate_limit
from podbuilder.teams.forms import InviteForm
from podbuilder.teams.models import Invitation, Role, Team


def render_team(request: HttpRequest, team: Team, form: InviteForm, *, link: str = "") -> HttpResponse:
    """The team's page. `link` is a new invitation's link, which is shown this once."""
    is_owner = team.role is Role.OWNER
    context = {
        "team": team,
        "is_owner": is_owner,
        "memberships": team.memberships.select_related("user"),
        "roles": Role,
        "form": form,
        "link": link,
        "invitations": Invitation.objects.filter(team=team).open().select_related("made_by") if is_owner else (),
    }
    status = HTTPStatus.TOO_MANY_REQUESTS if rate_limit.is_refused(form) else HTTPStatus.OK
    return render(request, "teams/team.html", context, status=status)
