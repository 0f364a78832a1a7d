"""Searching the fields of a draft: the list below the search box, and a page for browsers without JavaScript."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from podbuilder.builder.access import draft_or_404
from podbuilder.builder.pages import field_search
from podbuilder.kube.catalogue.search_index import LONGEST_QUERY


@vary_on_headers("HX-Request")
@never_cache
@require_safe
def find(request: HttpRequest, key: str) -> HttpResponse:
    """The fields that fit `?q=`; `?step=` is the step that the search starts from."""
    draft = draft_or_404(request, key)
    asked = request.GET.get("q", "")[:LONGEST_QUERY].strip()
    slug = request.GET.get("step", "")[:64]
    pod = draft.manifest.place.pod_with_workload
    context = {
        "draft": draft,
        "asked": asked,
        "step": slug,
        "found": field_search.find(pod, draft.kubernetes, asked, slug),
    }
    return render(request, "builder/_found.html" if request.headers.get("HX-Request") else "builder/find.html", context)
