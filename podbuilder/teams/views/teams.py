"""Teams: listing, creating, showing, renaming and deleting them."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from podbuilder.accounts.http import AuthenticatedHttpRequest
from podbuilder.accounts.models import NameTaken
from podbuilder.teams import membership
from podbuilder.teams.access import owned_team_or_403, team_or_404
from podbuilder.teams.forms import DeleteTeamForm, InviteForm, RenameForm, TeamForm
from podbuilder.teams.models import Membership, Team
from podbuilder.teams.team_page import render_team

# The most teams that one person may be in.
MOST_TEAMS = 100


@login_required
@require_safe
def list_teams(request: AuthenticatedHttpRequest) -> HttpResponse:
    own = Membership.objects.filter(user=request.user).select_related("team").order_by("team__name", "team__slug")
    return render(request, "teams/teams.html", {"memberships": own.annotate(size=Count("team__memberships"))})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: AuthenticatedHttpRequest) -> HttpResponse:
    form = TeamForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "teams/new.html", {"form": form})
    if Team.objects.for_user(request.user).count() >= MOST_TEAMS:
        form.add_error(None, f"You are already in {MOST_TEAMS} teams, the most that one person may be in.")
        return render(request, "teams/new.html", {"form": form})
    try:
        team = membership.create_team(form.team(), request.user)
    except NameTaken:
        form.add_error("slug", "Somebody else has just taken this name.")
        return render(request, "teams/new.html", {"form": form})
    messages.success(request, f"Team {team} created. Invite its members below.")
    return redirect(team)


@never_cache
@login_required
@require_safe
def show(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    return render_team(request, team_or_404(request, slug), InviteForm())


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def rename(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    team = owned_team_or_403(request, slug)
    form = RenameForm(request.POST if request.method == "POST" else None, initial={"name": team.name})
    if not form.is_valid():
        return render(request, "teams/rename.html", {"team": team, "form": form})
    membership.rename(team, form.cleaned_data["name"], request.user)
    messages.success(request, "Team renamed.")
    return redirect(team)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    team = owned_team_or_403(request, slug)
    form = DeleteTeamForm(team, request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "teams/delete.html", {"team": team, "form": form})
    try:
        membership.delete_team(team, request.user)
    except membership.Gone:
        messages.info(request, "Somebody else has already deleted this team.")
    else:
        messages.success(request, f"Team {team} and its templates have been deleted.")
    return redirect("teams:teams")
