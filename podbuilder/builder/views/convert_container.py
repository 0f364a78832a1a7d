"""Converting a container to another kind: a page that says what that means, and the change itself."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from podbuilder.builder.proposals.convert_container import ContainerConversion, kind_named
from podbuilder.builder.steps.outline import container_path
from podbuilder.builder.views.pod_pages import of_pods, posting_pod_draft_or_404
from podbuilder.builder.views.proposals import show_or_apply
from podbuilder.kube.core.document import has


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@of_pods
def convert(request: HttpRequest, key: str, kind: str, slug: str) -> HttpResponse:
    """GET: what is dropped and what follows if the container becomes another kind. POST: convert it."""
    draft = posting_pod_draft_or_404(request, key)
    path, to = container_path(slug), kind_named(kind)

    def hold() -> ContainerConversion:
        manifest = draft.manifest
        if path is None or to is None or not has(manifest.pod, path):
            raise Http404("no such container or kind")
        return ContainerConversion(draft, manifest, path, to)

    return show_or_apply(
        request,
        draft,
        hold,
        template="builder/convert.html",
        context_of=lambda conversion: {
            "conversion": conversion,
            "back_url": reverse("builder:draft-step", args=[draft.key, slug]),
            "back_name": conversion.name,
        },
        next_url=lambda conversion: reverse("builder:draft-step", args=[draft.key, conversion.step]),
        op="",
    )
