"""Making a container another kind: what that means, on a page of its own, and then the change."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from podbuilder.builder.access import draft_or_404
from podbuilder.builder.editing import new_writer
from podbuilder.builder.models import Conflict
from podbuilder.builder.patterns.posted import base_of, writer_of
from podbuilder.builder.posted_text import posted_pod
from podbuilder.builder.proposals.convert_container import KINDS, Change, consider, kind_named
from podbuilder.builder.steps.outline import container_path
from podbuilder.kube.document import has


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def convert(request: HttpRequest, key: str, kind: str, slug: str) -> HttpResponse:
    """What is dropped and what follows if the container of a step becomes another kind. Posted, it becomes one."""
    draft = draft_or_404(request, key)
    draft.choose_pod(posted_pod(request.POST, draft.pod_number))
    path, to = container_path(slug), kind_named(kind)
    if path is None or to is None or not has(draft.manifest.pod, path):
        raise Http404("no such container or kind")
    change = consider(draft, path, to)
    if request.method != "POST" or change.refused:
        return _draw(request, change, slug)
    try:
        step = change.make(base=base_of(request.POST), writer=writer_of(request.POST))
    except Conflict:
        return _draw(request, consider(draft, path, to), slug, is_stale=True)
    messages.success(request, f"{change.name} is {KINDS[to]} now. Undo takes it back.")
    return redirect("draft-step", draft.key, step)


def _draw(request: HttpRequest, change: Change, slug: str, *, is_stale: bool = False) -> HttpResponse:
    context = {"draft": change.draft, "change": change, "slug": slug, "is_stale": is_stale, "writer": new_writer()}
    return render(request, "builder/convert.html", context)
