"""Every image is pulled anew, so that nobody uses one for which they have no credentials."""

from __future__ import annotations

from typing import Any

from podbuilder.kube.cluster.admission.request import Outcome, Request
from podbuilder.kube.core.field import ROOT
from podbuilder.kube.core.pod_containers import KINDS, visit_containers

NAME = "AlwaysPullImages"
ALWAYS = "Always"


def admit(request: Request) -> Outcome:
    """Mirrors Admit, Kubernetes v1.36, plugin/pkg/admission/alwayspullimages."""
    spec = request.spec
    fields: dict[str, Any] = {
        kind: [{**container, "imagePullPolicy": ALWAYS} for container in spec[kind]] for kind in KINDS if kind in spec
    }
    if "volumes" in spec:
        fields["volumes"] = [_pulled(volume) for volume in spec["volumes"]]
    return request.with_spec(**fields)


def _pulled(volume: dict[str, Any]) -> dict[str, Any]:
    return {**volume, "image": {**volume["image"], "pullPolicy": ALWAYS}} if "image" in volume else volume


def validate(request: Request) -> Outcome:
    """Mirrors Validate: a policy may have changed the pod since."""
    wrong = [
        (path.child("imagePullPolicy"), container.get("imagePullPolicy", ""))
        for path, container, _ in visit_containers(request.object)
        if container.get("imagePullPolicy") != ALWAYS
    ]
    volumes = enumerate(request.spec.get("volumes") or ())
    images = [(i, one["image"].get("pullPolicy", "")) for i, one in volumes if one.get("image") is not None]
    at = ROOT.child("spec", "volumes")
    wrong += [(at.index(i).child("image", "pullPolicy"), policy) for i, policy in images if policy != ALWAYS]
    if not wrong:
        return request
    told = [f'{path}: Unsupported value: "{value}": supported values: "{ALWAYS}"' for path, value in wrong]
    refusals = [request.forbidden(one).message for one in told]
    first = request.forbidden(told[0])
    return first if len(told) == 1 else first._replace(message=f"[{', '.join(refusals)}]")
