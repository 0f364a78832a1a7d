"""Leading a draft to a level of Pod Security, shown before it is done."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from podbuilder.builder.access import draft_or_404
from podbuilder.builder.editing import new_writer
from podbuilder.builder.models import Conflict
from podbuilder.builder.patterns.posted import base_of, writer_of
from podbuilder.builder.proposals.harden import LEVELS, Way
from podbuilder.builder.steps.outline import REVIEW

APPLY = "apply"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reach(request: HttpRequest, key: str, level: str) -> HttpResponse:
    """What leads to a level, what it asks, and what stays in the way. Posted with `op=apply`, it is done."""
    draft = draft_or_404(request, key)
    if level not in LEVELS:
        raise Http404("no such level")
    is_posted = request.method == "POST"
    way = Way(draft, draft.manifest, level, request.POST if is_posted else None)
    base, writer = base_of(request.POST), writer_of(request.POST)
    is_stale = is_posted and draft.is_stale(base, writer)
    if is_posted and request.POST.get("op") == APPLY and not is_stale and not way.problems:
        try:
            way.proposed.make(base=base, writer=writer)
        except Conflict:
            draft.refresh_from_db()
            is_stale, way = True, Way(draft, draft.manifest, level, request.POST)
        else:
            left = len(way.remaining)
            said = (
                f"{way.title} is reached." if not left else f"{way.title}: {left} left, which only you can decide on."
            )
            messages.success(request, f"{said} Undo takes all of it back.")
            return redirect(f"{reverse('draft-step', args=[draft.key, REVIEW])}#security")
    context = {"draft": draft, "way": way, "is_stale": is_stale, "writer": new_writer()}
    return render(request, "builder/reach.html", context)
