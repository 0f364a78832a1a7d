"""A team's lint profile: one document that says which advice its members get."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from podbuilder.library.audit_log import record
from podbuilder.library.forms.files import TeamProfileForm
from podbuilder.teams.access import editable_team_or_403, team_or_404
from podbuilder.teams.models import Team


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest, slug: str) -> HttpResponse:
    """GET: the profile. POST: replace or remove it; for owners and editors."""
    team = team_or_404(request, slug)
    if request.method == "POST":
        team = editable_team_or_403(request, slug)
        form = TeamProfileForm(request.POST, request.FILES)
        if form.is_valid():
            _save(request, team, form.profile_text)
            return redirect("library:team-profile", slug)
        context = {"text": form.profile_text, "error": form.problem}
    else:
        context = {"text": team.profile_text, "error": None}
    may_write = team.role is not None and team.role.can_write
    return render(request, "library/profile.html", {"team": team, "may_write": may_write, **context})


def _save(request: HttpRequest, team: Team, text: str) -> None:
    Team.objects.filter(pk=team.pk).update(profile_text=text)
    record(request.user, "team.profile", team=team)
    messages.success(request, f"The lint profile of {team} has been {'saved' if text else 'removed'}.")


@require_safe
def download(request: HttpRequest, slug: str) -> HttpResponse:
    """The profile as a file."""
    team = team_or_404(request, slug)
    if not team.profile_text:
        raise Http404("this team has no profile")
    response = HttpResponse(team.profile_text, content_type="application/yaml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{team.slug}-profile.yaml"'
    return response
