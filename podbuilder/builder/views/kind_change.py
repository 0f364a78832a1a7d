"""Making a draft's object one of another kind, shown before it is applied."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from podbuilder.builder.proposals.kind_change import KINDS, KindChange
from podbuilder.builder.views.pod_pages import of_pods, posting_pod_draft_or_404
from podbuilder.builder.views.proposals import show_or_apply


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@of_pods
def kind_change(request: HttpRequest, key: str, to: str) -> HttpResponse:
    """GET: what the object becomes as the kind `to`, and the questions. POST with `op=apply`: make it that."""
    draft = posting_pod_draft_or_404(request, key)
    if to not in KINDS:
        raise Http404("no such kind")
    answers = request.POST if request.method == "POST" else None
    return show_or_apply(
        request,
        draft,
        lambda: KindChange(draft, draft.manifest, to, answers),
        template="builder/kind_change.html",
        context_of=lambda change: {"change": change},
        next_url=lambda change: reverse("builder:draft", args=[draft.key]),
    )
