"""Advice on a draft: the list with its filters, and the fixes that ask something first."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from podbuilder.builder.advice.advice import judge
from podbuilder.builder.advice.filters import Filter, grouped
from podbuilder.builder.advice.fixes import find_advice
from podbuilder.builder.advice.lessons import lessons
from podbuilder.builder.editing.actions import action_for
from podbuilder.builder.editing.post_data import base_of, tab_id_of
from podbuilder.builder.editing.submit import new_tab_id
from podbuilder.builder.models import Conflict, Draft
from podbuilder.builder.pages.list_page import Paged, asked_page
from podbuilder.builder.proposals.assisted_fix import AssistedFix
from podbuilder.builder.proposals.proposal import Proposal, cannot_be_written
from podbuilder.builder.steps.outline import REVIEW
from podbuilder.builder.views.pod_pages import of_pods, posting_pod_draft_or_404
from podbuilder.builder.views.proposals import show_or_apply
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.core.limits import SHOWN_ADVICE
from podbuilder.kube.manifest import ManifestError


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@of_pods
def advice(request: HttpRequest, key: str) -> HttpResponse:
    """GET: the advice that fits `?severity=`, `?category=` and `?container=`. POST: do what the pressed button says."""
    draft = posting_pod_draft_or_404(request, key)
    wanted = Filter.read(request.GET)
    if request.method == "POST":
        if _press(request, draft):
            return redirect(
                f"{reverse('builder:draft-advice', args=[draft.key])}?{request.GET.urlencode()}".rstrip("?")
            )
        return _draw_list(request, draft, wanted, is_stale=True)
    return _draw_list(request, draft, wanted)


def _press(request: HttpRequest, draft: Draft) -> bool:
    """Do what the pressed button says; False if another page has changed the draft meanwhile."""
    base, tab_id = base_of(request.POST), tab_id_of(request.POST)
    if draft.is_stale(base, tab_id):
        return False
    op = request.POST.get("op", "")
    action = action_for(op)
    if action is None:
        return True
    manifest = draft.manifest
    try:
        after, state = action(manifest, draft)
        Proposal(draft, manifest, after, op, state=state).apply(base=base, tab_id=tab_id)
    except ManifestError as error:
        messages.error(request, cannot_be_written(error))
    except Conflict:
        draft.refresh_from_db()
        return False
    return True


def _draw_list(request: HttpRequest, draft: Draft, wanted: Filter, *, is_stale: bool = False) -> HttpResponse:
    judged = judge(draft.manifest, draft)
    shown = [one for one in judged.advice if wanted.fits(one)]
    query = urlencode([(name, value) for name, value in wanted._asdict().items() if value])
    paged = Paged(shown, SHOWN_ADVICE, asked=asked_page(request.GET), query=f"{query}&" if query else "")
    context = {
        "draft": draft,
        "paged": paged,
        "groups": grouped(paged.shown, lambda path: _jump_url(draft, path)),
        "lessons": lessons(judged, paged.shown, lambda path: _jump_url(draft, path)) if wanted.is_open else [],
        "profile": judged.profile.name or "your own",
        "suppressed": judged.suppressed,
        "choices": wanted.choices(judged.advice),
        "is_open": wanted.is_open,
        "shown": len(shown),
        "total": len(judged.advice),
        "has_safe": any(one.fix for one in judged.advice),
        "is_stale": is_stale,
        "tab_id": new_tab_id(),
    }
    return render(request, "builder/advice.html", context)


def _jump_url(draft: Draft, path: FieldPath) -> str:
    return f"{reverse('builder:draft-jump', args=[draft.key])}?path={quote(str(path))}"


def review_url(draft: Draft) -> str:
    """The address of the advice in a draft's review."""
    return f"{reverse('builder:draft-step', args=[draft.key, REVIEW])}#advice"


class NothingToFix(Exception):
    """No fix is offered at that place, or it is no longer offered."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@of_pods
def fix(request: HttpRequest, key: str) -> HttpResponse:
    """GET: what the fix for `?rule=` at `?path=` asks and changes. POST with `op=apply`: apply it."""
    draft = posting_pod_draft_or_404(request, key)
    answers = request.POST if request.method == "POST" else None

    def hold() -> AssistedFix:
        manifest = draft.manifest
        found = find_advice(manifest, draft, request.GET.get("rule", ""), request.GET.get("path", ""))
        if found is None or found.patch is None:
            raise NothingToFix
        return AssistedFix(draft, manifest, found.patch, answers, advice=found)

    try:
        return show_or_apply(
            request,
            draft,
            hold,
            template="builder/advice_fix.html",
            context_of=lambda fix: {"fix": fix},
            next_url=lambda fix: _jump_url(draft, fix.advice.field),
        )
    except NothingToFix:
        messages.info(request, "There is nothing left to fix there.")
        return redirect(review_url(draft))
