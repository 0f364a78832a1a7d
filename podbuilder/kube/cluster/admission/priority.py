"""A pod's number among others comes from its PriorityClass, or from the cluster's default one."""

from __future__ import annotations

from podbuilder.kube.cluster.admission.request import Outcome, Request
from podbuilder.kube.cluster.snapshot import Object
from podbuilder.kube.defaulting.admission import SYSTEM_PRIORITIES

NAME = "Priority"
KIND = "PriorityClass"
PREEMPT_LOWER = "PreemptLowerPriority"
WITHOUT_DEFAULT: Object = {"metadata": {"name": ""}, "value": 0, "preemptionPolicy": PREEMPT_LOWER}


def admit(request: Request) -> Outcome:
    """Mirrors admitPod, Kubernetes v1.36, plugin/pkg/admission/priority."""
    spec, name = request.spec, request.spec.get("priorityClassName", "")
    found = _class(request, name) if name else _default(request)
    if found is None:
        if request.snapshot.knows(KIND):
            return request.forbidden(f"no PriorityClass with name {name} was found")
        return request.unsure(f"The snapshot has no PriorityClasses, so the priority of {name} is unknown.")
    value, policy = found.get("value", 0), found.get("preemptionPolicy")
    of_class = "must not be provided in pod spec; priority admission controller computed"
    asked = spec.get("priority", value)
    if asked != value:
        return request.forbidden(
            f"the integer value of priority ({asked}) {of_class} {value} from the given PriorityClass name"
        )
    fields = {"priority": value}
    if found["metadata"]["name"]:
        fields["priorityClassName"] = found["metadata"]["name"]
    if policy:
        if spec.get("preemptionPolicy", policy) != policy:
            told = spec["preemptionPolicy"]
            return request.forbidden(
                f"the string value of PreemptionPolicy ({told}) {of_class} {policy} from the given PriorityClass name"
            )
        fields["preemptionPolicy"] = policy
    return request.with_spec(**fields)


def _class(request: Request, name: str) -> Object | None:
    found = request.snapshot.named(KIND, name)
    if found is None and name in SYSTEM_PRIORITIES and not request.snapshot.knows(KIND):
        return {"metadata": {"name": name}, "value": SYSTEM_PRIORITIES[name], "preemptionPolicy": PREEMPT_LOWER}
    return found


def _default(request: Request) -> Object:
    """The default class, of several the one with the lowest value. Mirrors getDefaultPriorityClass."""
    marked = [one for one in request.snapshot.of(KIND) if one.get("globalDefault")]
    return min(marked, key=lambda one: int(one.get("value", 0)), default=WITHOUT_DEFAULT)
