"""Renaming what other fields refer to, everywhere at once: a page that shows it, and the change itself."""

from __future__ import annotations

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from podbuilder.builder.proposals.rename import Renamed
from podbuilder.builder.views.pod_pages import of_pods, posting_pod_draft_or_404
from podbuilder.builder.views.proposals import show_or_apply
from podbuilder.kube.catalogue import UnknownPath, load
from podbuilder.kube.manifest.object_references import object_named
from podbuilder.kube.manifest.references import References
from podbuilder.web.forms import PlainForm


class RenameForm(PlainForm):
    """The new name. Whether it is a good one, the API server's rules say."""

    to = forms.CharField(label="New name", required=False)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@of_pods
def rename(request: HttpRequest, key: str) -> HttpResponse:
    """GET: what refers to the name at `path`. POST: what another name changes; with `op=apply`, the change itself."""
    draft = posting_pod_draft_or_404(request, key)
    form = RenameForm(request.POST if request.method == "POST" else None)

    def hold() -> Renamed:
        manifest = draft.manifest
        try:
            path = load(draft.kubernetes).resolve(request.GET.get("path", ""))
        except UnknownPath as unknown:
            raise Http404(str(unknown)) from unknown
        named = References(manifest.pod).to(path) or object_named(manifest, path, draft.kubernetes)
        if named is None:
            raise Http404("no name there")
        return Renamed(draft, manifest, named, form.cleaned_data["to"] if form.is_valid() else named.name)

    return show_or_apply(
        request,
        draft,
        hold,
        template="builder/rename.html",
        context_of=lambda renamed: {
            "renamed": renamed,
            "form": form,
            "back_url": reverse("builder:draft-step", args=[draft.key, renamed.step]),
        },
        next_url=lambda renamed: reverse("builder:draft-step", args=[draft.key, renamed.step]),
    )
