"""What every page of a proposal does: show the proposal, show it again with other answers, or apply it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from podbuilder.builder.access import draft_or_404
from podbuilder.builder.editing.post_data import base_of, posted_pod, tab_id_of
from podbuilder.builder.editing.submit import new_tab_id
from podbuilder.builder.models import Conflict, Draft
from podbuilder.builder.proposals.proposal import Proposal

APPLY = "apply"


class Proposed(Protocol):
    """The questions and explanations of a change, and the proposal that results from it."""

    @property
    def proposal(self) -> Proposal: ...


P = TypeVar("P", bound=Proposed)


def posting_draft_or_404(request: HttpRequest, key: str) -> Draft:
    """The user's own draft, with the pod selected that the posting page shows."""
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
    """Show the page of a proposal. If it posts `op`, apply the proposal and redirect to what has changed.

    `hold` holds the change against the current draft; `context_of` adds what the template needs besides the proposal.
    A page that is out of date writes nothing: it is shown again, worked out from the current draft.
    With an empty `op` any POST applies the proposal.
    """
    proposed, is_stale = hold(), False
    if request.method == "POST":
        base, tab_id = base_of(request.POST), tab_id_of(request.POST)
        is_stale = proposed.proposal.is_stale(base, tab_id)
        is_pressed = not op or request.POST.get("op") == op
        if is_pressed and not is_stale and proposed.proposal.is_ready:
            try:
                if proposed.proposal.apply(base=base, tab_id=tab_id):
                    proposed.proposal.change.say_next(request)
                return redirect(next_url(proposed))
            except Conflict:
                draft.refresh_from_db()
                proposed, is_stale = hold(), True
    context = {"draft": draft, "proposal": proposed.proposal, "is_stale": is_stale, "tab_id": new_tab_id()}
    return render(request, template, context | context_of(proposed))
