"""A draft as a folder: its files, what each overlay changes, and the ZIP of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from podbuilder.builder.access import draft_or_404
from podbuilder.builder.draft_folder import folder_of, overlay_name
from podbuilder.builder.draft_overlays import NEW_NAME, posted, with_another, without
from podbuilder.builder.editing.post_data import base_of
from podbuilder.builder.models import Conflict, Draft
from podbuilder.builder.pages.export_choices import FOLDERS
from podbuilder.builder.pages.folder_page import KUSTOMIZE, FolderPage
from podbuilder.builder.pages.overlay_page import overlay_url
from podbuilder.builder.views.pod_pages import of_pods, pod_draft_or_404
from podbuilder.kube.core.whole_number import whole_number
from podbuilder.kube.exporters.archive import zipped
from podbuilder.kube.kustomization.overlays.overlay_folders import with_overlay, without_overlay
from podbuilder.kube.kustomization.problem import KustomizationError

MEANWHILE = "Another page has changed this draft meanwhile. Look at it, and do it again."
ADD, REMOVE = "add:", "remove:"


@never_cache
@require_safe
@of_pods
def folder(request: HttpRequest, key: str, target: str) -> HttpResponse:
    """The files of a folder, with what became of each field."""
    draft = pod_draft_or_404(request, key)
    if target not in FOLDERS:
        raise Http404("no such folder")
    return render(request, "builder/folder.html", {"draft": draft, "page": FolderPage(draft, target)})


@never_cache
@require_safe
@of_pods
def folder_zip(request: HttpRequest, key: str, target: str) -> HttpResponse:
    """The folder as a ZIP."""
    draft = pod_draft_or_404(request, key)
    page = FolderPage(draft, target)
    if target not in FOLDERS or page.made is None:
        raise Http404("no such folder is made of this draft")
    response = HttpResponse(zipped(page.made.name, page.made.contents), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{page.zip_name}"'
    return response


@never_cache
@require_safe
@of_pods
def folder_file(request: HttpRequest, key: str, target: str) -> HttpResponse:
    """The file of a folder that `?path=` names; with `?inline` the browser shows it instead of saving it."""
    draft = pod_draft_or_404(request, key)
    file = FolderPage(draft, target).file(request.GET.get("path", "")) if target in FOLDERS else None
    if file is None:
        raise Http404("there is no such file in the folder")
    response = HttpResponse(file.text, content_type=f"{file.content_type}; charset=utf-8")
    is_saved = "inline" not in request.GET
    response["Content-Disposition"] = content_disposition_header(is_saved, file.base_name) or "inline"
    return response


@require_POST
def overlays(request: HttpRequest, key: str) -> HttpResponse:
    """Keep the overlays as they are posted; `op` adds one or removes one. One step of undo."""
    draft = draft_or_404(request, key)
    op = request.POST.get("op", "")
    if draft.folder:
        return _kept_overlays(request, draft, op)
    found = posted(draft.overlays, request.POST)
    shown = ""
    if op.startswith(ADD):
        name = op.removeprefix(ADD) or request.POST.get(NEW_NAME, "")
        found, before = with_another(found, name), len(found)
        shown = f"#overlay-{len(found) - 1}" if len(found) > before else ""
    elif op.startswith(REMOVE):
        found = without(found, whole_number(op.removeprefix(REMOVE)) or 0)
    try:
        draft.write(draft.text, base=base_of(request.POST), tab_id="", subject="overlays", overlays=found)
    except Conflict:
        messages.error(request, MEANWHILE)
    answer = redirect("builder:draft-folder", draft.key, KUSTOMIZE)
    answer["Location"] += shown
    return answer


def _kept_overlays(request: HttpRequest, draft: Draft, op: str) -> HttpResponse:
    """The same in the folder that the draft was brought in, where each is a folder of files."""
    shown = reverse("builder:draft-folder", args=[draft.key, KUSTOMIZE])
    try:
        kept = folder_of(draft)
        if kept is not None and op.startswith(ADD):
            kept, at = with_overlay(kept, overlay_name(op.removeprefix(ADD) or request.POST.get(NEW_NAME, "")))
            shown = overlay_url(draft, at)
        elif kept is not None and op.startswith(REMOVE):
            kept = without_overlay(kept, op.removeprefix(REMOVE))
        folder = kept.to_json() if kept else draft.folder
        draft.write(draft.text, base=base_of(request.POST), tab_id="", subject="overlays", folder=folder)
    except Conflict:
        messages.error(request, MEANWHILE)
    except KustomizationError as problem:
        messages.error(request, str(problem))
    return redirect(shown)
