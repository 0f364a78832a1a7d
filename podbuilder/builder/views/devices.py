"""The chooser for GPUs and other devices of a container: the choice, what goes with it, and what that changes."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from podbuilder.builder.editing.post_data import tab_id_of
from podbuilder.builder.forms.names import dom_id
from podbuilder.builder.models import Draft
from podbuilder.builder.proposals.cluster_devices import devices_of
from podbuilder.builder.proposals.device_form import device_context
from podbuilder.builder.proposals.device_post import posted_choice
from podbuilder.builder.proposals.device_request import DeviceRequest
from podbuilder.builder.views.pod_pages import of_pods, posting_pod_draft_or_404
from podbuilder.builder.views.proposals import show_or_apply


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@of_pods
def devices(request: HttpRequest, key: str) -> HttpResponse:
    """Show the devices of one container. POST with `op=apply`: write the choice; any other POST only shows it."""
    draft = posting_pod_draft_or_404(request, key)
    data = request.POST if request.method == "POST" else request.GET
    return show_or_apply(
        request,
        draft,
        lambda: _wanted_or_404(draft, data),
        template="builder/devices.html",
        context_of=device_context,
        next_url=_step_url,
    )


@never_cache
@require_POST
@of_pods
def preview(request: HttpRequest, key: str) -> HttpResponse:
    """What the choice so far would change; the whole form if it needs other controls. Always 200."""
    draft = posting_pod_draft_or_404(request, key)
    wanted = _wanted_or_404(draft, request.POST)
    context = {"draft": draft, "proposal": wanted.proposal, **device_context(wanted)}
    if request.POST.get("drawn") == wanted.choice.shape:
        return render(request, "builder/devices_plan.html", {**context, "oob": True})
    response = render(request, "builder/devices_form.html", {**context, "tab_id": tab_id_of(request.POST)})
    response["HX-Retarget"] = "#devices"
    return response


def _wanted_or_404(draft: Draft, data: QueryDict) -> DeviceRequest:
    """The choice, held against the current draft. Raises Http404 if the pod has no such container."""
    manifest = draft.manifest
    nodes = devices_of(draft)
    choice = posted_choice(manifest.pod, draft.kubernetes, data, nodes)
    if choice is None:
        raise Http404("no such container")
    return DeviceRequest(draft, manifest, choice, nodes)


def _step_url(wanted: DeviceRequest) -> str:
    """The address of the devices in the step of the container."""
    step = wanted.choice.step
    return f"{reverse('builder:draft-step', args=[wanted.draft.key, step.slug])}#{dom_id(f'{step.path}:devices')}"
