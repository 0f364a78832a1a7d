"""The life of a draft's pod, played on a page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from podbuilder.builder.pages.life_page import LifePage
from podbuilder.builder.views.pod_pages import of_pods, pod_draft_or_404


@never_cache
@require_safe
@of_pods
def life(request: HttpRequest, key: str) -> HttpResponse:
    """What happens to the pod once it is applied, second by second, and what a failure would look like."""
    draft = pod_draft_or_404(request, key)
    page = LifePage(draft, draft.manifest, request.GET.dict())
    return render(request, "builder/life.html", {"draft": draft, "page": page, "kubernetes": draft.kubernetes})
