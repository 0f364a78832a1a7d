"""A team's lint profile: one document that says which advice its members get."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from podbuilder.kube.lint import ProfileError, read_profile
from podbuilder.library.auditing import record
from podbuilder.teams.access import editable_team_or_403, team_or_404
from podbuilder.teams.models import Team

LONGEST = 100_000


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest, slug: str) -> HttpResponse:
    """Read it; an owner pastes another one, or none."""
    team = team_or_404(request, slug)
    text, error = team.profile_text, None
    if request.method == "POST":
        team = editable_team_or_403(request, slug)
        upload = request.FILES.get("file")
        raw = upload.read(LONGEST + 1).decode("utf-8", "replace") if upload else request.POST.get("text", "")
        text = raw.replace("\r\n", "\n").replace("\x00", "")
        error = problem_with(text)
        if error is None:
            _save(request, team, text if text.strip() else "")
            return redirect("team-profile", slug)
    context = {"team": team, "text": text, "error": error, "may_write": team.role.can_write}
    return render(request, "library/profile.html", context)


def problem_with(text: str) -> ProfileError | None:
    """Why this is no profile; None if it is one, or nothing."""
    try:
        if text.strip():
            read_profile(text)
    except ProfileError as error:
        return error
    return None


def _save(request: HttpRequest, team: Team, text: str) -> None:
    Team.objects.filter(pk=team.pk).update(profile_text=text)
    record(request.user, "team.profile", team=team)
    messages.success(request, f"The lint profile of {team} is {'saved' if text else 'taken away'}.")


@require_safe
def download(request: HttpRequest, slug: str) -> HttpResponse:
    """The document as a file."""
    team = team_or_404(request, slug)
    if not team.profile_text:
        raise Http404("this team has no profile")
    response = HttpResponse(team.profile_text, content_type="application/yaml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{team.slug}-profile.yaml"'
    return response
