"""The chooser for GPUs and other devices of a container: what is wanted, what goes with it, and what that changes."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from podbuilder.builder.access import draft_or_404
from podbuilder.builder.editing import new_writer
from podbuilder.builder.forms.names import dom_id
from podbuilder.builder.models import Conflict, Draft
from podbuilder.builder.patterns.posted import base_of, writer_of
from podbuilder.builder.proposals.device_form import context_of
from podbuilder.builder.proposals.device_post import choose
from podbuilder.builder.proposals.device_request import Plan

APPLY = "apply"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def devices(request: HttpRequest, key: str) -> HttpResponse:
    """The devices of one container. Posted with `op=apply`, what is chosen is written; otherwise it is only shown."""
    draft = draft_or_404(request, key)
    plan = plan_or_404(draft, request.POST if request.method == "POST" else request.GET)
    if request.method != "POST":
        return draw(request, plan, writer=new_writer())
    base, writer = base_of(request.POST), writer_of(request.POST)
    is_stale = draft.is_stale(base, writer)
    if request.POST.get("op") == APPLY and not is_stale and not plan.has_problems:
        try:
            plan.apply(base=base, writer=writer)
        except Conflict:
            draft.refresh_from_db()
            return draw(request, plan_or_404(draft, request.POST), writer=writer, is_stale=True)
        if not plan.changes_nothing:
            messages.success(request, f"{plan.outcome.sentences[0]} Undo takes all of it back.")
        step = plan.choice.step
        return redirect(f"{reverse('draft-step', args=[draft.key, step.slug])}#{dom_id(f'{step.path}:devices')}")
    return draw(request, plan, writer=writer, is_stale=is_stale)


@never_cache
@require_POST
def preview(request: HttpRequest, key: str) -> HttpResponse:
    """What the choice would change, as it is made; the whole form where it needs other controls. Always 200."""
    draft = draft_or_404(request, key)
    plan = plan_or_404(draft, request.POST)
    if request.POST.get("drawn") == plan.choice.shape:
        return render(request, "builder/devices_plan.html", {**context_of(plan), "oob": True})
    response = draw(request, plan, writer=writer_of(request.POST), template="builder/devices_form.html")
    response["HX-Retarget"] = "#devices"
    return response


def plan_or_404(draft: Draft, data: QueryDict) -> Plan:
    """What is chosen, held against the draft as it is now; Http404 if the pod has no such container."""
    manifest = draft.manifest
    choice = choose(manifest.pod, draft.kubernetes, data)
    if choice is None:
        raise Http404("no such container")
    return Plan(draft, manifest, choice)


def draw(
    request: HttpRequest, plan: Plan, *, writer: str, is_stale: bool = False, template: str = "builder/devices.html"
) -> HttpResponse:
    return render(request, template, {**context_of(plan), "writer": writer, "is_stale": is_stale})
