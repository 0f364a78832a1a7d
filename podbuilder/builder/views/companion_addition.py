"""Adding objects beside a draft's pod, shown before they are added."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from podbuilder.builder.proposals.companion_addition import CompanionAddition
from podbuilder.builder.views.pod_pages import of_pods, posting_pod_draft_or_404
from podbuilder.builder.views.proposals import show_or_apply


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@of_pods
def companions(request: HttpRequest, key: str) -> HttpResponse:
    """GET: what can stand beside the pod; `?add=` names the one to begin with. POST with `op=apply`: add it."""
    draft = posting_pod_draft_or_404(request, key)
    answers = request.POST if request.method == "POST" else None
    return show_or_apply(
        request,
        draft,
        lambda: CompanionAddition(draft, draft.manifest, answers, request.GET.get("add", "")),
        template="builder/companions.html",
        context_of=lambda addition: {"addition": addition},
        next_url=lambda addition: reverse("builder:draft", args=[draft.key]),
    )
