"""What a RuntimeClass adds to its pods: the runtime's own needs, and where it is installed."""

from __future__ import annotations

from typing import Any

from podbuilder.kube.cluster.admission.request import Outcome, Request
from podbuilder.kube.cluster.admission.tolerations import merged
from podbuilder.kube.cluster.admission.version_table import holds
from podbuilder.kube.cluster.snapshot import Object
from podbuilder.kube.core import document
from podbuilder.kube.core.pod_requests import amounts, texts

NAME = "RuntimeClass"
DIFFERS = "pod rejected: Pod's Overhead doesn't match RuntimeClass's defined Overhead"


def admit(request: Request) -> Outcome:
    """Mirrors Admit, Kubernetes v1.36, plugin/pkg/admission/runtimeclass."""
    outcome = _found(request)
    if not isinstance(outcome, dict):
        return outcome
    changed = _set_overhead(request, outcome)
    return _set_scheduling(changed, outcome) if isinstance(changed, Request) else changed


def validate(request: Request) -> Outcome:
    """Mirrors Validate: an overhead comes from a RuntimeClass, and from nowhere else."""
    outcome = _found(request)
    if not isinstance(outcome, dict):
        return outcome
    fixed, own = outcome.get("overhead"), request.spec.get("overhead")
    if fixed is None:
        why = "pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead"
        return request if own is None else request.forbidden(why)
    return request if amounts(fixed.get("podFixed")) == amounts(own) else request.forbidden(DIFFERS)


def _found(request: Request) -> dict[str, Any] | Outcome:
    """The pod's class, an empty one where it names none, or the answer that ends here."""
    name = request.spec.get("runtimeClassName")
    if name is None:
        return {}
    found: Object | None = request.snapshot.named("RuntimeClass", name)
    if found is not None:
        return dict(found)
    if not request.snapshot.knows("RuntimeClass"):
        return request.unsure(f"The snapshot has no RuntimeClasses, so nobody knows what {name} adds.")
    return request.forbidden(f'pod rejected: RuntimeClass "{name}" not found')


def _set_overhead(request: Request, found: Object) -> Outcome:
    if found.get("overhead") is None:
        return request
    fixed, own = found["overhead"].get("podFixed"), request.spec.get("overhead")
    is_given = own is not None if holds("EmptyOverheadDiffers", request.version) else bool(own)
    if is_given and amounts(own) != amounts(fixed):
        return request.forbidden(DIFFERS)
    return request.with_spec(overhead=texts(fixed))


def _set_scheduling(request: Request, found: Object) -> Outcome:
    if found.get("scheduling") is None:
        return request
    asked, own = document.mapping_at(found, ("scheduling", "nodeSelector")), request.spec.get("nodeSelector") or {}
    for key, value in asked.items():
        if own.get(key, value) != value:
            of_class = f"runtimeClass.scheduling.nodeSelector[{key}] = {value}"
            return request.forbidden(f"conflict: {of_class}; pod.spec.nodeSelector[{key}] = {own[key]}")
    tolerations = merged(request.spec.get("tolerations") or (), document.listed(found, ("scheduling", "tolerations")))
    return request.with_spec(nodeSelector={**own, **asked}, tolerations=tolerations)
