"""What has changed since a draft's text came in: shown, taken back change by change, and carried off as a patch."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from podbuilder.builder.access import draft_or_404
from podbuilder.builder.editing.post_data import base_of, tab_id_of
from podbuilder.builder.models import Conflict, Draft
from podbuilder.builder.pages.changes_page import changes_page
from podbuilder.builder.pages.last_change import REDO, UNDO, said_before, travel_between
from podbuilder.builder.proposals.take_back import TakenBack
from podbuilder.builder.views.proposals import posting_draft_or_404, show_or_apply
from podbuilder.kube.core.whole_number import whole_number
from podbuilder.kube.manifest.file_name import file_name
from podbuilder.kube.manifest.hunks import Hunks


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def changes(request: HttpRequest, key: str) -> HttpResponse:
    """GET: the changes, from number `?from=` on. POST: take back the one with the number `change`, or undo that."""
    draft = posting_draft_or_404(request, key)
    received = draft.received
    if received is None:
        return render(request, "builder/changes_unknown.html", {"draft": draft})
    first = whole_number(request.GET.get("from", "")) or 0
    here = f"{reverse('builder:draft-changes', args=[key])}{f'?from={first}' if first else ''}"
    if request.POST.get("op") in (UNDO, REDO):
        _travel(request, draft, request.POST["op"])
        return redirect(here)
    return show_or_apply(
        request,
        draft,
        lambda: TakenBack(draft, draft.manifest, received, request.POST.get("change", "")),
        template="builder/changes.html",
        context_of=lambda taken: {
            "changes": changes_page(taken.manifest, taken.hunks, first),
            "last_change": said_before(request),
            "file_name": file_name(taken.manifest),
            "apply_command": f"patch -p0 < {file_name(taken.manifest)}.patch",
        },
        next_url=lambda taken: here,
        op="",
    )


def _travel(request: HttpRequest, draft: Draft, op: str) -> None:
    """Undo the change that was taken back, or take it back again; nothing where another page was quicker."""
    before = draft.manifest
    move = draft.undo if op == UNDO else draft.redo
    try:
        move(base=base_of(request.POST), tab_id=tab_id_of(request.POST))
    except Conflict:
        return
    if change := travel_between(before, draft.manifest, draft.kubernetes, op):
        change.say_next(request)


@never_cache
@require_safe
def patch(request: HttpRequest, key: str) -> HttpResponse:
    """All changes as a file that `patch` and `git apply` take. With `?inline` the browser shows it."""
    draft = draft_or_404(request, key)
    if draft.received is None:
        raise Http404("what came in is not known")
    name = file_name(draft.manifest)
    text = Hunks.of(draft.received, draft.text).patch(f"{name}.yaml")
    kind, disposition = ("plain", "inline") if "inline" in request.GET else ("x-diff", "attachment")
    response = HttpResponse(text, content_type=f"text/{kind}; charset=utf-8")
    response["Content-Disposition"] = f'{disposition}; filename="{name}.patch"'
    return response
