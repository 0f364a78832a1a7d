"""The documentation of one field: a fragment for htmx, or a page of its own."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from podbuilder.builder.pages.field_docs import docs_of
from podbuilder.kube.catalogue import UnknownPath
from podbuilder.kube.core import versions


@vary_on_headers("HX-Request")
@require_safe
def field(request: HttpRequest) -> HttpResponse:
    """The field at `?path=` in Kubernetes `?version=`. With a draft's key as `?draft=`, its control is linked."""
    version = request.GET.get("version", "")
    if version not in versions.VERSIONS:
        version = versions.DEFAULT
    asked = request.GET.get("path", "")
    context: dict[str, object] = {"version": version, "asked": asked[:200], "key": _key(request)}
    try:
        context["docs"] = docs_of(version, asked)
    except UnknownPath:
        return render(request, "builder/field_docs.html", context, status=404)
    if not request.headers.get("HX-Request"):
        return render(request, "builder/field_docs.html", context)
    # Only the fragment is the same for everybody; the page says who is signed in.
    response = render(request, "builder/_field_docs.html", context)
    patch_cache_control(response, public=True, max_age=3600)
    return response


def _key(request: HttpRequest) -> str:
    key = request.GET.get("draft", "")[:64]
    return key if key.replace("-", "").replace("_", "").isalnum() and key.isascii() else ""
