"""The members of a team: their roles, leaving, being removed."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from podbuilder.accounts.http import AuthenticatedHttpRequest
from podbuilder.teams import membership
from podbuilder.teams.access import owned_team_or_403, team_or_404
from podbuilder.teams.forms import RoleForm
from podbuilder.teams.models import Membership, Role

LAST_OWNER = "A team needs an owner. Make another member an owner first, or delete the team."


@login_required
@require_POST
def change_role(request: AuthenticatedHttpRequest, slug: str, pk: int) -> HttpResponse:
    team = owned_team_or_403(request, slug)
    form = RoleForm(request.POST)
    if not form.is_valid():
        messages.error(request, "There is no such role.")
        return redirect(team)
    wanted = form.cleaned_data["role"]
    try:
        if wanted == "hand-over":
            member = membership.hand_over(team, pk, request.user)
        else:
            member = membership.change_role(team, pk, Role(wanted), request.user)
    except membership.Gone:
        raise Http404("no such member") from None
    except membership.LastOwner:
        messages.error(request, LAST_OWNER)
        return redirect(team)
    messages.success(request, f"{member.user.username} is now {with_article(Role(member.role))}.")
    return redirect(team)


def with_article(role: Role) -> str:
    return f"{'a' if role is Role.VIEWER else 'an'} {role.label.lower()}"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: AuthenticatedHttpRequest, slug: str, pk: int) -> HttpResponse:
    """Remove somebody from the team, after asking."""
    team = owned_team_or_403(request, slug)
    member = team.memberships.select_related("user").filter(pk=pk).first()
    if member is None:
        raise Http404("no such member")
    if request.method != "POST":
        return render(request, "teams/remove.html", {"team": team, "member": member})
    try:
        membership.remove(team, pk, request.user)
    except membership.Gone:
        raise Http404("no such member") from None
    except membership.LastOwner:
        messages.error(request, LAST_OWNER)
        return redirect(team)
    messages.success(request, f"{member.user.username} is no longer a member of the team.")
    return redirect("teams:teams" if member.user == request.user else team)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """Leave the team, after asking."""
    team = team_or_404(request, slug)
    if request.method != "POST":
        return render(request, "teams/leave.html", {"team": team})
    try:
        membership.remove(team, Membership.objects.get(team=team, user=request.user).pk, request.user)
    except membership.LastOwner:
        messages.error(request, LAST_OWNER)
        return redirect(team)
    except (membership.Gone, Membership.DoesNotExist):
        messages.info(request, "You are no longer a member of this team.")
        return redirect("teams:teams")
    messages.success(request, f"You have left {team}.")
    return redirect("teams:teams")
