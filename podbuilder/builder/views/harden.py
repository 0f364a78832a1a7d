"""Hardening a draft to a level of Pod Security, shown before it is applied."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from podbuilder.builder.proposals.harden import LEVELS, Hardening
from podbuilder.builder.steps.outline import REVIEW
from podbuilder.builder.views.pod_pages import of_pods, posting_pod_draft_or_404
from podbuilder.builder.views.proposals import show_or_apply


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@of_pods
def harden(request: HttpRequest, key: str, level: str) -> HttpResponse:
    """GET: the changes that reach a level, their questions, and what remains. POST with `op=apply`: apply them."""
    draft = posting_pod_draft_or_404(request, key)
    if level not in LEVELS:
        raise Http404("no such level")
    answers = request.POST if request.method == "POST" else None
    return show_or_apply(
        request,
        draft,
        lambda: Hardening(draft, draft.manifest, level, answers),
        template="builder/reach.html",
        context_of=lambda hardening: {"hardening": hardening},
        next_url=lambda hardening: f"{reverse('builder:draft-step', args=[draft.key, REVIEW])}#security",
    )
