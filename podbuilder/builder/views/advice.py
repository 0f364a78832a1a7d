"""Advice on a draft: the list, narrowed down as one likes, and the fixes that ask something first."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from podbuilder.builder.access import draft_or_404
from podbuilder.builder.actions import action_for
from podbuilder.builder.advice.fixing import find_advice
from podbuilder.builder.advice.judging import judge
from podbuilder.builder.advice.lessons import lessons
from podbuilder.builder.advice.listing import Filter, grouped
from podbuilder.builder.editing import new_writer
from podbuilder.builder.models import Conflict, Draft
from podbuilder.builder.patterns.posted import base_of, writer_of
from podbuilder.builder.proposals.assisted_fix import Question
from podbuilder.builder.steps.outline import REVIEW
from podbuilder.kube.field import FieldPath
from podbuilder.kube.manifest import ManifestError

APPLY = "apply"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def advice(request: HttpRequest, key: str) -> HttpResponse:
    """All advice on a draft that fits `?severity=`, `?category=` and `?container=`. Posted, a button of it."""
    draft = draft_or_404(request, key)
    wanted = Filter.read(request.GET)
    if request.method == "POST":
        if _press(request, draft):
            query = urlencode([(name, value) for name, value in wanted._asdict().items() if value])
            return redirect(f"{reverse('draft-advice', args=[draft.key])}?{query}".rstrip("?"))
        return _draw_list(request, draft, wanted, is_stale=True)
    return _draw_list(request, draft, wanted)


def _press(request: HttpRequest, draft: Draft) -> bool:
    """Do what the pressed button says; False if another page has changed the draft meanwhile."""
    action = action_for(request.POST.get("op", ""))
    base, writer = base_of(request.POST), writer_of(request.POST)
    if draft.is_stale(base, writer):
        return False
    if action is not None:
        try:
            changed, state = action(draft.manifest, draft)
            draft.write(changed.text, base=base, writer=writer, **state)
        except Conflict:
            draft.refresh_from_db()
            return False
        except ManifestError as error:
            messages.error(request, f"This cannot be written into the manifest: {error.message}")
    return True


def _draw_list(request: HttpRequest, draft: Draft, wanted: Filter, *, is_stale: bool = False) -> HttpResponse:
    judged = judge(draft.manifest, draft)
    shown = [one for one in judged.advice if wanted.fits(one)]
    context = {
        "draft": draft,
        "groups": grouped(shown, lambda path: _go(draft, path)),
        "lessons": lessons(judged, shown, lambda path: _go(draft, path)) if wanted.is_open else [],
        "profile": judged.profile.name or "your own",
        "silenced": judged.silenced,
        "choices": wanted.choices(judged.advice),
        "is_open": wanted.is_open,
        "shown": len(shown),
        "total": len(judged.advice),
        "has_safe": any(one.fix for one in judged.advice),
        "is_stale": is_stale,
        "writer": new_writer(),
    }
    return render(request, "builder/advice.html", context)


def _go(draft: Draft, path: FieldPath) -> str:
    return f"{reverse('draft-go', args=[draft.key])}?path={quote(str(path))}"


def review_of(draft: Draft) -> str:
    """The address of the advice in a draft's review."""
    return f"{reverse('draft-step', args=[draft.key, REVIEW])}#advice"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def fix(request: HttpRequest, key: str) -> HttpResponse:
    """The fix of the advice of `?rule=` at `?path=`: what it asks, and what it changes. `op=apply` makes it."""
    draft = draft_or_404(request, key)
    manifest = draft.manifest
    found = find_advice(manifest, draft, request.GET.get("rule", ""), request.GET.get("path", ""))
    if found is None or found.patch is None:
        messages.info(request, "There is nothing to mend there any more.")
        return redirect(review_of(draft))
    is_posted = request.method == "POST"
    question = Question(draft, manifest, found, request.POST if is_posted else None)
    base, writer = base_of(request.POST), writer_of(request.POST)
    is_stale = is_posted and draft.is_stale(base, writer)
    if is_posted and request.POST.get("op") == APPLY and not is_stale and question.is_ready:
        try:
            question.proposed.make(base=base, writer=writer)
        except Conflict:
            draft.refresh_from_db()
            is_stale = True
            question = Question(draft, draft.manifest, found, request.POST)
        else:
            messages.success(request, f"{question.title}: done. Undo takes it back.")
            return redirect(_go(draft, found.path))
    context = {"draft": draft, "question": question, "is_stale": is_stale, "writer": new_writer()}
    return render(request, "builder/advice_fix.html", context)
