"""The manifest edited as text: a page for browsers without JavaScript, and the requests of the YAML editor."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from podbuilder.builder.access import draft_or_404
from podbuilder.builder.draft_cluster import cluster_of
from podbuilder.builder.editing.post_data import TEXT
from podbuilder.builder.editing.submit import submit_text
from podbuilder.builder.models import Draft
from podbuilder.builder.pages.recovery import CLEAN
from podbuilder.builder.pages.render import render
from podbuilder.builder.steps.outline import steps_of
from podbuilder.builder.views.steps import (
    draw_text_page,
    keep_unreadable,
    recovery_of,
    say_unreadable,
    step_context,
)
from podbuilder.clusters.shelf import snapshot_of
from podbuilder.kube.completion.completion import about, complete
from podbuilder.kube.core.whole_number import whole_number
from podbuilder.kube.manifest import Manifest, ManifestError

# The button that throws away a text that cannot be read.
DISCARD = "discard"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def edit_text(request: HttpRequest, key: str) -> HttpResponse:
    """The whole manifest in a text box with a save button. Text that cannot be parsed is shown again with its error."""
    draft = draft_or_404(request, key)
    if request.method != "POST":
        return draw_text_page(request, draft, draft.unreadable or draft.text, error=why_unreadable(draft))
    if request.POST.get("op") == DISCARD:
        draft.keep_unreadable("")
        return redirect("builder:draft", draft.key)
    slug = steps_of(draft.manifest.place.pod_with_workload)[0].slug
    try:
        result = submit_text(draft, slug, cleaned_post(request) if request.POST.get("op") == CLEAN else request.POST)
    except ManifestError as error:
        keep_unreadable(request, draft)
        return draw_text_page(request, draft, request.POST.get(TEXT, ""), error=error)
    if result.page.conflict:
        return draw_text_page(request, draft, request.POST.get(TEXT, ""), page=result.page)
    wanted = "builder:draft" if request.POST.get("next") == "form" else "builder:draft-yaml"
    return redirect(wanted, draft.key)


def why_unreadable(draft: Draft) -> ManifestError | None:
    """Why the text that waits to be mended cannot be read; None if there is none."""
    try:
        if draft.unreadable:
            Manifest.read(draft.unreadable)
    except ManifestError as error:
        return error
    return None


def cleaned_post(request: HttpRequest) -> QueryDict:
    """The posted page with the text that was recovered from it; as it is, if there is none."""
    data = request.POST.copy()
    data.pop("op")
    recovery = recovery_of(request, ManifestError(""))
    if recovery.cleaned:
        data[TEXT] = recovery.cleaned
    return data


@never_cache
@require_POST
def check(request: HttpRequest, key: str, slug: str) -> HttpResponse:
    """The response to a pause in typing: save the text and show what follows, or where it cannot be parsed."""
    draft = draft_or_404(request, key)
    try:
        result = submit_text(draft, slug, request.POST)
    except ManifestError as error:
        return say_unreadable(request, draft, error)
    page = result.page
    if page.conflict:
        response = render(request, "builder/_conflict_answer.html", step_context(page))
        response["HX-Retarget"] = "#conflict"
        return response
    if not result.is_reshaped:
        response = render(request, "builder/_checked.html", step_context(page))
        response["HX-Retarget"] = "#yaml"
        return response
    response = render(request, "builder/_reshaped.html", step_context(page))
    if page.slug != slug:
        response["HX-Replace-Url"] = page.url
    return response


@require_POST
def completions(request: HttpRequest, key: str) -> JsonResponse:
    """The completions at a position in a text."""
    draft = draft_or_404(request, key)
    line, column = _place(request.POST)
    chosen = cluster_of(draft)
    cluster = snapshot_of(chosen) if chosen else None
    return JsonResponse(complete(request.POST.get(TEXT, ""), line, column, draft.kubernetes, cluster).to_json())


@require_POST
def hover(request: HttpRequest, key: str) -> JsonResponse:
    """What the field at a position in a text means; empty if the catalogue does not know it."""
    draft = draft_or_404(request, key)
    line, column = _place(request.POST)
    found = about(request.POST.get(TEXT, ""), line, column, draft.kubernetes)
    return JsonResponse(found.to_json() if found else {})


def _place(data: QueryDict) -> tuple[int, int]:
    """The posted line and column, counted from 0; anything that is not a number counts as 0."""
    return whole_number(data.get("line", "")) or 0, whole_number(data.get("column", "")) or 0
