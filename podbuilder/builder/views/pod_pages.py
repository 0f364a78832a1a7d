"""The pages that make sense for a pod only: while something beside the pods is edited, each says so and leads back."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from podbuilder.builder.access import draft_or_404
from podbuilder.builder.models import Draft
from podbuilder.builder.views.proposals import posting_draft_or_404

View = Callable[..., HttpResponse]


class BesidePods(Exception):
    """The draft whose pods are not what is edited."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft.key)
        self.draft = draft


def pod_draft_or_404(request: HttpRequest, key: str) -> Draft:
    """The asker's own draft, of which a pod is edited; BesidePods where it is something else."""
    return _with_pod(draft_or_404(request, key))


def posting_pod_draft_or_404(request: HttpRequest, key: str) -> Draft:
    """The same with the pod selected that the posting page shows."""
    return _with_pod(posting_draft_or_404(request, key))


def _with_pod(draft: Draft) -> Draft:
    if draft.manifest.is_companion:
        raise BesidePods(draft)
    return draft


def of_pods(view: View) -> View:
    """A view that gets its draft from the functions above; where that is refused, a page that says why."""

    @wraps(view)
    def guarded(request: HttpRequest, key: str, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, key, *args, **kwargs)
        except BesidePods as beside:
            return render(request, "builder/beside_pods.html", {"draft": beside.draft, "page": beside.draft.manifest})

    return guarded
