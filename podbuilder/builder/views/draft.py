"""A draft as a whole: opening, duplicating, deleting and downloading it, and choosing the version that judges it."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from podbuilder.builder.access import deleted_draft_or_404, draft_or_404
from podbuilder.builder.editing.post_data import posted_pod
from podbuilder.builder.editing.submit import AT
from podbuilder.builder.new_draft import remember_version
from podbuilder.builder.pages.jump_targets import arrive
from podbuilder.builder.pages.step_page import StepPage
from podbuilder.builder.pages.versions_page import on_every_version
from podbuilder.builder.quotas import make_room
from podbuilder.builder.steps.outline import first_step, slug_for, steps_of
from podbuilder.builder.views.home import say_deleted
from podbuilder.kube.catalogue import MAX_LENGTH, UnknownPath, of_path
from podbuilder.kube.core import document, versions
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.core.whole_number import whole_number
from podbuilder.kube.identity_lines import with_identity
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.manifest.file_name import file_name
from podbuilder.kube.manifest.objects_beside import number_at
from podbuilder.web.limits import KEPT_IN_BIN


@require_safe
def open_draft(request: HttpRequest, key: str) -> HttpResponse:
    """Redirect to the first step of a draft."""
    draft = draft_or_404(request, key)
    return redirect("builder:draft-step", draft.key, steps_of(draft.manifest.place.pod_with_workload)[0].slug)


@never_cache
@require_safe
def jump(request: HttpRequest, key: str) -> HttpResponse:
    """Redirect to the control of the field at `?line=` of the YAML, or at `?path=`.

    A line of another object of the file leads to that object, which is edited from then on.
    """
    draft = draft_or_404(request, key)
    beside = number_at(draft.manifest, whole_number(request.GET.get("line", "")) or 0)
    if beside is not None:
        draft.choose_pod(beside)
    manifest = draft.manifest
    path = _asked_path(request, manifest, draft.kubernetes)
    page = StepPage(draft, manifest, slug_for(path), tab_id="", at=str(path))
    arrival = arrive(page.form, path, page.catalogue)
    url = page.url if page.form else page.urls.step(first_step(page.shown))
    is_cut = page.form is not None and page.form.is_cut
    query = f"?{'for' if arrival.hint else AT}={quote(str(path))}" if arrival.hint or is_cut else ""
    return redirect(f"{url}{query}#{arrival.id}")


def _asked_path(request: HttpRequest, manifest: Manifest, version: str) -> FieldPath:
    number = whole_number(request.GET.get("line", ""))
    if number is not None:
        paths = manifest.fields_by_line()
        return (paths[number - 1] if 0 < number <= len(paths) else None) or _top(manifest)
    text = request.GET.get("path", "")
    # What the manifest has of another version has a place in its step, too.
    newer = nearest_path(text, versions.VERSIONS[-1])
    is_there = str(newer) == text and document.has(manifest.place.pod_with_workload, newer)
    return newer if is_there else nearest_path(text, version)


def _top(manifest: Manifest) -> FieldPath:
    """Where a line leads that is no field's."""
    companion = manifest.place.companion
    return FieldPath((companion,) if companion else ("metadata",))


def nearest_path(text: str, version: str) -> FieldPath:
    """The path that `text` names; if the version does not know it, its nearest known parent."""
    text = text[:MAX_LENGTH]
    known = of_path(version, text)
    while text:
        try:
            return known.resolve(text)
        except UnknownPath:
            text = text[: max(text.rfind("."), text.rfind("["), 0)]
    return FieldPath(("metadata",))


@never_cache
@require_safe
def download(request: HttpRequest, key: str, form: str) -> HttpResponse:
    """The manifest as a file; `form` is yaml or json. With `?inline` the browser shows it instead of saving it.

    The file has the lines by which kubectl knows what it is, even where the draft began as a snippet without them.
    """
    draft = draft_or_404(request, key)
    manifest = with_identity(draft.manifest)
    if form == "json":
        content, kind = manifest.to_json(), "application/json"
    else:
        content, kind = manifest.text, "application/yaml"
    response = HttpResponse(content, content_type=f"{kind}; charset=utf-8")
    disposition = "inline" if "inline" in request.GET else "attachment"
    response["Content-Disposition"] = f'{disposition}; filename="{file_name(manifest)}.{form}"'
    return response


@never_cache
@require_safe
def every_version(request: HttpRequest, key: str) -> HttpResponse:
    """What each known version of Kubernetes says of what is edited."""
    draft = draft_or_404(request, key)
    manifest = draft.manifest
    context = {
        "draft": draft,
        "what": manifest.kind if manifest.is_companion else "pod",
        "rows": on_every_version(manifest),
        "kubernetes": draft.kubernetes,
        "newest_recorded": versions.NEWEST_RECORDED,
    }
    return render(request, "builder/versions.html", context)


@require_POST
def choose_version(request: HttpRequest, key: str, slug: str) -> HttpResponse:
    """Set the Kubernetes version that judges this draft, and the default of new drafts."""
    draft = draft_or_404(request, key)
    response = redirect("builder:draft-step", draft.key, slug)
    version = request.POST.get("kubernetes", "")
    if version in versions.VERSIONS:
        draft.judge_by(version)
        remember_version(response, request, version)
    return response


@require_POST
def choose_pod(request: HttpRequest, key: str, slug: str) -> HttpResponse:
    """Choose which of the file's pods is edited."""
    draft = draft_or_404(request, key)
    draft.choose_pod(posted_pod(request.POST, draft.pod_number))
    return redirect("builder:draft-step", draft.key, slug)


@require_POST
def duplicate(request: HttpRequest, key: str) -> HttpResponse:
    """A second draft with the same manifest and no history."""
    draft = draft_or_404(request, key)
    make_room(request, draft.visitor, len(draft.text) + len(draft.folder))
    return redirect(draft.duplicate())


@require_POST
def delete(request: HttpRequest, key: str) -> HttpResponse:
    """Move a draft to the bin."""
    draft = draft_or_404(request, key)
    draft.put_into_bin()
    say_deleted(request, draft)
    return redirect("builder:home")


@require_POST
def restore(request: HttpRequest, key: str) -> HttpResponse:
    """Take a draft out of the bin."""
    draft = deleted_draft_or_404(request, key, since=timezone.now() - KEPT_IN_BIN)
    draft.take_out_of_bin()
    return redirect("builder:home")
