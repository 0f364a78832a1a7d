"""The role of a container, set by the user where the recognised one is wrong."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from podbuilder.builder.container_roles import choose
from podbuilder.builder.steps.outline import container_path
from podbuilder.builder.views.pod_pages import of_pods, posting_pod_draft_or_404
from podbuilder.kube.core.document import has


@require_POST
@of_pods
def role(request: HttpRequest, key: str, slug: str) -> HttpResponse:
    """Set the posted role for the container of a step; an empty one restores the recognised role."""
    draft = posting_pod_draft_or_404(request, key)
    path = container_path(slug)
    if path is None or not has(draft.manifest.pod, path):
        raise Http404("no such container")
    choose(draft, path, request.POST.get("role", ""))
    return redirect("builder:draft-step", draft.key, slug)
