"""Invitations: creating, sending, revoking and accepting them."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from podbuilder.accounts import mail, rate_limit
from podbuilder.accounts.http import AuthenticatedHttpRequest
from podbuilder.teams import membership
from podbuilder.teams.access import owned_team_or_403, role_in
from podbuilder.teams.forms import InviteForm
from podbuilder.teams.models import OPEN_FOR, Invitation, Role
from podbuilder.teams.team_page import render_team

# The most open invitations that one team may have.
MOST_OPEN = 200


@never_cache
@login_required
@require_POST
def invite(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    """Offer a place. With an address, the link is sent there; without one, it is shown here once."""
    team = owned_team_or_403(request, slug)
    form = InviteForm(request.POST)
    if not form.is_valid():
        return render_team(request, team, form)
    if Invitation.objects.filter(team=team).open().count() >= MOST_OPEN:
        form.add_error(None, f"This team has {MOST_OPEN} open invitations. Revoke some first.")
        return render_team(request, team, form)
    email, role = form.cleaned_data["email"], Role(form.cleaned_data["role"])
    if email and (until := rate_limit.hit((rate_limit.MAIL, str(request.user.pk)))):
        form.add_error(None, rate_limit.refusal(until))
        return render_team(request, team, form)
    invitation, secret = membership.invite(team, role, request.user, email)
    link = request.build_absolute_uri(reverse("teams:team-join", args=[secret]))
    if not email:
        return render_team(request, team, InviteForm(), link=link)
    context = {"team": team, "by": request.user, "role": role, "url": link, "days": OPEN_FOR.days}
    if not mail.send(mail.compose("teams/mail/invitation.txt", email, context)):
        membership.revoke(team, invitation.pk, request.user)
        form.add_error("email", "The mail could not be sent. Create a link instead, and send it yourself.")
        return render_team(request, team, form)
    messages.success(request, f"We have sent an invitation to {email}.")
    return redirect(team)


@login_required
@require_POST
def revoke(request: AuthenticatedHttpRequest, slug: str, pk: int) -> HttpResponse:
    team = owned_team_or_403(request, slug)
    try:
        membership.revoke(team, pk, request.user)
    except membership.Gone:
        raise Http404("no such open invitation") from None
    messages.success(request, "The invitation has been revoked.")
    return redirect(team)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, secret: str) -> HttpResponse:
    """The page behind an invitation's link: who invites to which team, and a button to accept."""
    invitation = membership.open_invitation(secret)
    if invitation is None:
        return render(request, "teams/join_over.html", status=HTTPStatus.NOT_FOUND)
    role = Role(invitation.role)
    if request.method != "POST" or not request.user.is_authenticated:
        context = {"invitation": invitation, "role": role, "has": role_in(request.user, invitation.team)}
        return render(request, "teams/join.html", context)
    try:
        membership.accept(secret, request.user)
    except membership.Gone:
        return render(request, "teams/join_over.html", status=HTTPStatus.NOT_FOUND)
    messages.success(request, f"You are now a member of {invitation.team}.")
    return redirect(invitation.team)
