"""The page that suppresses a piece of advice: for which part of the pod, and why."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from podbuilder.builder.advice import waivers
from podbuilder.builder.advice.advice import Advice
from podbuilder.builder.advice.fixes import find_advice
from podbuilder.builder.views.advice import review_url
from podbuilder.builder.views.pod_pages import of_pods, pod_draft_or_404
from podbuilder.kube.lint.waivers import CONTAINER, FIELD, LONGEST_REASON, POD


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@of_pods
def suppress(request: HttpRequest, key: str) -> HttpResponse:
    """GET: ask why to suppress the advice of `?rule=` at `?path=`. POST: suppress it, if a reason is given."""
    draft = pod_draft_or_404(request, key)
    found = find_advice(draft.manifest, draft, request.GET.get("rule", ""), request.GET.get("path", ""))
    if found is None:
        messages.info(request, "That advice no longer applies.")
        return redirect(review_url(draft))
    scopes = scopes_of(found)
    scope, reason = request.POST.get("scope", FIELD), " ".join(request.POST.get("reason", "").split())
    if request.method == "POST" and reason and scope in scopes:
        waivers.suppress(draft, found.finding, scope, reason)
        messages.success(request, "Suppressed. The review lists it with your reason, and you can bring it back there.")
        return redirect(review_url(draft))
    context = {
        "draft": draft,
        "advice": found,
        "scopes": scopes.items(),
        "scope": scope if scope in scopes else FIELD,
        "reason": reason,
        "longest": LONGEST_REASON,
        "is_lacking": request.method == "POST",
    }
    return render(request, "builder/suppress_advice.html", context)


def scopes_of(advice: Advice) -> dict[str, str]:
    """The parts of the pod for which advice can be suppressed, each with its label."""
    container = {CONTAINER: f"the whole container {advice.container}"} if advice.container else {}
    return {FIELD: "this field alone", **container, POD: "the whole pod"}
