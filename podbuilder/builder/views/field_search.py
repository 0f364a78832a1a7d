"""Searching the fields of a draft: the list below the search box, and a page for browsers without JavaScript."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from podbuilder.builder.access import draft_or_404
from podbuilder.builder.editing.submit import new_tab_id
from podbuilder.builder.pages import field_search
from podbuilder.builder.proposals.set_field import field_settings
from podbuilder.builder.steps.outline import first_step, path_kind_of
from podbuilder.builder.steps.registry import has_step
from podbuilder.kube.catalogue.search_index import LONGEST_QUERY, names_a_field


@vary_on_headers("HX-Request")
@never_cache
@require_safe
def find(request: HttpRequest, key: str) -> HttpResponse:
    """The fields that fit `?q=`, and what it sets if it says a field with its value; `?step=` is where it was asked."""
    draft = draft_or_404(request, key)
    asked = request.GET.get("q", "")[:LONGEST_QUERY].strip()
    slug = request.GET.get("step", "")[:64]
    manifest = draft.manifest
    pod = manifest.place.pod_with_workload
    settings = field_settings(draft, manifest, asked, slug)
    context = {
        "draft": draft,
        "asked": asked,
        "step": slug,
        "found": field_search.find(pod, draft.kubernetes, asked, slug),
        "settings": settings,
        # Where the words are a field's own, as in “host network”, that is more likely meant than a field “host”.
        "is_search": bool(settings) and names_a_field(draft.kubernetes, asked, path_kind_of(pod)),
        "preview_url": reverse("builder:draft-preview", args=[key, slug if has_step(pod, slug) else first_step(pod)]),
        "tab_id": new_tab_id(),
    }
    return render(request, "builder/_found.html" if request.headers.get("HX-Request") else "builder/find.html", context)
