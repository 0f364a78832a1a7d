"""Templates as files: one, all in an archive, and files taken in."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from podbuilder.library import exchanging
from podbuilder.library.access import own, revision_or_404, template_or_404
from podbuilder.library.forms import writable_teams
from podbuilder.library.keeping import as_file
from podbuilder.library.models import SavedTemplate
from podbuilder.teams.access import team_or_404


@require_safe
def export(request: HttpRequest, owner: str, slug: str) -> HttpResponse:
    """The template's newest revision, with its parameters and words, as a file."""
    template = template_or_404(request, owner, slug)
    text = as_file(template, revision_or_404(template))
    return _file(text, "application/yaml; charset=utf-8", f"{template.slug}.template.yaml")


@login_required
@require_safe
def export_all(request: HttpRequest) -> HttpResponse:
    """All of one's own templates, or those of `?team=` that one may see, in an archive."""
    slug = request.GET.get("team", "")
    team = team_or_404(request, slug) if slug else None
    mine = {"team": team} if team else {"owner": request.user}
    found = SavedTemplate.objects.filter(own(request.user), deleted=None, **mine)
    return _file(exchanging.archive(found), "application/zip", f"{slug or request.user.username}-templates.zip")


def _file(content: Any, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def take_in(request: HttpRequest) -> HttpResponse:
    """Take in a file or an archive, and tell of each template what became of it."""
    teams = {team.slug: team for team in writable_teams(request.user)}
    context: dict[str, Any] = {"teams": teams.values(), "wanted": request.POST.get("team", "")}
    if request.method == "POST":
        upload = request.FILES.get("file")
        if upload is None:
            context["problem"] = "Choose a file first."
        elif upload.size > exchanging.LARGEST_UPLOAD:
            context["problem"] = f"This file is larger than {exchanging.LARGEST_UPLOAD} bytes."
        elif context["wanted"] and context["wanted"] not in teams:
            context["problem"] = "Choose one of your teams in which you may save templates."
        else:
            try:
                team = teams.get(context["wanted"])
                data = upload.read()
                context["outcomes"] = exchanging.take_in(upload.name, data, owner=request.user, team=team)
            except exchanging.ArchiveRefused as refused:
                context["problem"] = str(refused)
    return render(request, "library/import.html", context)
