"""Templates as files: exporting one, exporting all in an archive, and importing."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from podbuilder.accounts.http import AuthenticatedHttpRequest
from podbuilder.library.access import revision_or_404, template_or_404
from podbuilder.library.forms.files import ImportTemplatesForm
from podbuilder.library.models import SavedTemplate
from podbuilder.library.transfer import import_export
from podbuilder.library.transfer.template_export import as_file
from podbuilder.teams.access import team_or_404


@require_safe
def export(request: HttpRequest, owner: str, slug: str) -> HttpResponse:
    """The template's newest revision, with its parameters and details, as a file."""
    template = template_or_404(request, owner, slug)
    text = as_file(template, revision_or_404(template))
    return _file(text, "application/yaml; charset=utf-8", f"{template.slug}.template.yaml")


@login_required
@require_safe
def export_all(request: AuthenticatedHttpRequest) -> HttpResponse:
    """All of the asker's own templates, or those of `?team=` that the asker may see, in an archive."""
    slug = request.GET.get("team", "")
    team = team_or_404(request, slug) if slug else None
    found = SavedTemplate.objects.kept().belonging_to(request.user)
    found = found.filter(team=team) if team else found.filter(owner=request.user)
    return _file(import_export.archive(found), "application/zip", f"{slug or request.user.username}-templates.zip")


def _file(content: str | bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def take_in(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Import a file or an archive, and show the result for each template."""
    is_sent = request.method == "POST"
    form = ImportTemplatesForm(request.POST if is_sent else None, request.FILES if is_sent else None, request.user)
    context: dict[str, Any] = {"form": form, "teams": form.teams.values()}
    if form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            context["outcomes"] = import_export.take_in(
                upload.name, upload.read(), owner=request.user, team=form.chosen_team
            )
        except import_export.ArchiveRefused as refused:
            form.add_error("file", str(refused))
    return render(request, "library/import.html", context)
