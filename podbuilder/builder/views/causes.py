"""The causes for which a pod does not run: a list with a search, and a page for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from podbuilder.builder.access import drafts_of
from podbuilder.kube.troubleshooting import Stage
from podbuilder.kube.troubleshooting.cause_pages import CausePage, all_cause_pages
from podbuilder.kube.troubleshooting.cause_search import LONGEST_QUERY, find_causes

# When in a pod's life a cause strikes, in the words of a heading.
STAGES = {
    Stage.CREATION: "There is no pod: it is refused",
    Stage.SCHEDULING: "Pending: no node is chosen",
    Stage.SANDBOX: "On the node, before the first container",
    Stage.VOLUMES: "Volumes, ConfigMaps and Secrets",
    Stage.IMAGE: "Pulling the image",
    Stage.START: "Starting the container",
    Stage.RUN: "While it runs",
    Stage.CRASH: "While it runs",
    Stage.PROBE: "Probes",
    Stage.END: "Ended from outside, or not ending",
}


class CauseGroup(NamedTuple):
    """The causes under one heading."""

    title: str
    causes: list[CausePage]


class LookAlike(NamedTuple):
    """Another cause that looks alike, and what speaks for it."""

    page: CausePage
    says: str


@require_safe
def causes(request: HttpRequest) -> HttpResponse:
    """The causes that fit `?q=`: a reason, a message or words; all of them without it."""
    asked = request.GET.get("q", "")[:LONGEST_QUERY].strip()
    found = find_causes(asked)
    context = {
        "asked": asked,
        "found": found,
        "longest": LONGEST_QUERY,
        "groups": [] if asked else list(_groups(found.causes)),
        "total": len(all_cause_pages()),
    }
    return render(request, "builder/causes.html", context)


def _groups(pages: Iterable[CausePage]) -> Iterator[CauseGroup]:
    for title, found in groupby(pages, key=lambda page: STAGES[page.trouble.stage]):
        yield CauseGroup(title, list(found))


@require_safe
def cause(request: HttpRequest, label: str) -> HttpResponse:
    """All about one cause, with the way back to the asker's `?draft=`. Raises Http404 if there is no such cause."""
    pages = all_cause_pages()
    page = pages.get(label)
    if page is None:
        raise Http404("no such cause")
    key = request.GET.get("draft", "")
    context = {
        "draft": drafts_of(request).filter(key=key).first() if key else None,
        "page": page,
        "stage": STAGES[page.trouble.stage],
        "twins": [LookAlike(pages[twin.label], twin.says) for twin in page.twins],
    }
    return render(request, "builder/cause.html", context)
