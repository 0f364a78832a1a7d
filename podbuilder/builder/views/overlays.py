"""The overlays of a folder that a draft was brought in: what each builds, and fields, changed where they are set."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from podbuilder.builder.draft_folder import folder_of, overlay_names
from podbuilder.builder.editing.post_data import base_of, tab_id_of
from podbuilder.builder.editing.submit import new_tab_id
from podbuilder.builder.models import Conflict, Draft
from podbuilder.builder.pages.export_choices import choices
from podbuilder.builder.pages.folder_page import KUSTOMIZE
from podbuilder.builder.pages.last_change import REDO, UNDO, LastChange, said_before
from podbuilder.builder.pages.overlay_page import AT, OverlayPage, overlay_url
from podbuilder.builder.proposals.overlay_edit import OverlayEdit
from podbuilder.builder.views.pod_pages import of_pods, pod_draft_or_404, posting_pod_draft_or_404
from podbuilder.builder.views.proposals import show_or_apply
from podbuilder.kube.kustomization.overlays.kept_folder import KeptFolder
from podbuilder.kube.kustomization.problem import KustomizationError


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@of_pods
def overlay(request: HttpRequest, key: str) -> HttpResponse:
    """GET: what the overlay `at` builds beside the base. POST with `op`: undo the change before, or redo it."""
    draft = posting_pod_draft_or_404(request, key) if request.method == "POST" else pod_draft_or_404(request, key)
    at = request.GET.get(AT, "")
    if request.POST.get("op") in (UNDO, REDO):
        _travel(request, draft, request.POST["op"])
        return redirect(overlay_url(draft, at))
    try:
        kept = _folder_with(draft, at)
    except NoOverlay as missing:
        return _elsewhere(request, draft, missing)
    except KustomizationError as problem:
        return _broken(request, draft, problem)
    context = {
        "draft": draft,
        "page": OverlayPage(draft, kept, at),
        "choices": choices(draft, KUSTOMIZE),
        "last_change": said_before(request),
        "tab_id": new_tab_id(),
    }
    return render(request, "builder/overlay.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@of_pods
def overlay_field(request: HttpRequest, key: str) -> HttpResponse:
    """GET: a field of the overlay `at`, and who sets it. POST: what a value changes; with `op=apply` it is written."""
    draft = posting_pod_draft_or_404(request, key)
    at = request.GET.get(AT, "")
    data = {**request.GET.dict(), **request.POST.dict()}
    try:
        return show_or_apply(
            request,
            draft,
            lambda: OverlayEdit(draft, _folder_with(draft, at), at, data),
            template="builder/overlay_field.html",
            context_of=lambda edit: {"edit": edit, "page": OverlayPage(draft, edit.kept, at)},
            next_url=lambda edit: overlay_url(draft, at),
        )
    except NoOverlay as missing:
        return _elsewhere(request, draft, missing)
    except KustomizationError as problem:
        return _broken(request, draft, problem)


class NoOverlay(Exception):
    """The folder has no such overlay, or no more, and there may be no folder."""


def _folder_with(draft: Draft, at: str) -> KeptFolder:
    kept = folder_of(draft)
    if kept is None or at not in overlay_names(kept):
        raise NoOverlay(f"There is no overlay {at[:100]} here.")
    return kept


def _elsewhere(request: HttpRequest, draft: Draft, missing: NoOverlay) -> HttpResponse:
    """The page with the overlays that there are."""
    messages.warning(request, str(missing))
    return redirect("builder:draft-folder", draft.key, KUSTOMIZE)


def _broken(request: HttpRequest, draft: Draft, problem: KustomizationError) -> HttpResponse:
    context = {"draft": draft, "choices": choices(draft, KUSTOMIZE), "problem": str(problem)}
    return render(request, "builder/overlay_broken.html", context)


def _travel(request: HttpRequest, draft: Draft, op: str) -> None:
    """Undo the change before, or redo it; nothing where another page was quicker."""
    move, word, back = (draft.undo, "Undone", REDO) if op == UNDO else (draft.redo, "Redone", UNDO)
    try:
        subject = move(base=base_of(request.POST), tab_id=tab_id_of(request.POST))
    except Conflict:
        return
    if subject:
        LastChange(f"{word}: {subject}.", range(0), back).say_next(request)
