"""A draft for other tools, and the file that they read."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from podbuilder.builder.pages.export_choices import TOOLS
from podbuilder.builder.pages.export_page import ExportPage
from podbuilder.builder.views.pod_pages import of_pods, pod_draft_or_404


@never_cache
@require_safe
@of_pods
def export(request: HttpRequest, key: str) -> HttpResponse:
    """What a draft becomes for the tool that `?to=` names, with what became of each field."""
    draft = pod_draft_or_404(request, key)
    asked = request.GET.get("to", "")
    page = ExportPage.of(draft, asked if asked in TOOLS else next(iter(TOOLS)))
    return render(request, "builder/export.html", {"draft": draft, "page": page})


@never_cache
@require_safe
@of_pods
def export_file(request: HttpRequest, key: str, target: str) -> HttpResponse:
    """The file for a tool; with `?inline` the browser shows it instead of saving it."""
    draft = pod_draft_or_404(request, key)
    if target not in TOOLS or (file := ExportPage.of(draft, target).file) is None:
        raise Http404("nothing is made of this draft for such a tool")
    response = HttpResponse(file.text, content_type="text/plain; charset=utf-8")
    disposition = "inline" if "inline" in request.GET else "attachment"
    response["Content-Disposition"] = f'{disposition}; filename="{file.name}"'
    return response
