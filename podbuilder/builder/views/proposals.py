"""How every page of a proposal answers: it shows the proposal, shows it again with other answers, or applies it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from podbuilder.builder.access import draft_or_404
from podbuilder.builder.editing.post_data import base_of, posted_pod, writer_of
from podbuilder.builder.editing.submit import new_writer
from podbuilder.builder.models import Conflict, Draft
from podbuilder.builder.proposals.proposal import Proposal

APPLY = "apply"


class Proposed(Protocol):
    """What a page asks and tells of a change, and the proposal that it comes to."""

    @property
    def proposal(self) -> Proposal: ...


P = TypeVar("P", bound=Proposed)


def posting_draft_or_404(request: HttpRequest, key: str) -> Draft:
    """The asker's own draft, with the pod chosen that the posting page shows."""
    draft = draft_or_404(request, key)
    draft.choose_pod(posted_pod(request.POST, draft.pod_number))
    return draft


def show_or_apply(
    request: HttpRequest,
    draft: Draft,
    hold: Callable[[], P],
    *,
    template: str,
    context_of: Callable[[P], dict[str, Any]],
    next_url: Callable[[P], str],
    op: str = APPLY,
) -> HttpResponse:
    """The page of a proposal; where it posts `op`, the proposal applied, and on to what has changed.

    `hold` holds the change against the draft as it is now, `context_of` gives the template what the change has of its
    own. A page that another one has overtaken writes nothing: it is shown anew, worked out from the draft as it is now.
    With an empty `op` whatever is posted applies the proposal.
    """
    proposed, is_stale = hold(), False
    if request.method == "POST":
        base, writer = base_of(request.POST), writer_of(request.POST)
        is_stale = proposed.proposal.is_stale(base, writer)
        is_pressed = not op or request.POST.get("op") == op
        if is_pressed and not is_stale and proposed.proposal.is_ready:
            try:
                if proposed.proposal.apply(base=base, writer=writer):
                    messages.success(request, proposed.proposal.done)
                return redirect(next_url(proposed))
            except Conflict:
                draft.refresh_from_db()
                proposed, is_stale = hold(), True
    context = {"draft": draft, "proposal": proposed.proposal, "is_stale": is_stale, "writer": new_writer()}
    return render(request, template, context | context_of(proposed))
