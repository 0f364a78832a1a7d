"""A pod that asks for a device tolerates the taint that keeps other pods off its nodes."""

from __future__ import annotations

from podbuilder.kube.cluster.admission.request import Outcome, Request
from podbuilder.kube.cluster.admission.tolerations import Toleration, plain
from podbuilder.kube.core.pod_containers import CONTAINERS, INIT_CONTAINERS, visit_containers
from podbuilder.kube.validation.resources import is_extended_resource_name

NAME = "ExtendedResourceToleration"


def admit(request: Request) -> Outcome:
    """Mirrors Admit, Kubernetes v1.36, plugin/pkg/admission/extendedresourcetoleration."""
    names = {
        name
        for _, container, _ in visit_containers(request.object, (INIT_CONTAINERS, CONTAINERS))
        for name in (container.get("resources") or {}).get("requests") or ()
        if is_extended_resource_name(name)
    }
    tolerations = list(request.spec.get("tolerations") or ())
    for name in sorted(names):
        _add(tolerations, {"key": name, "operator": "Exists", "effect": "NoSchedule"})
    return request.with_spec(tolerations=tolerations) if names else request


def _add(tolerations: list[Toleration], new: Toleration) -> None:
    """Mirrors AddOrUpdateTolerationInPod, in place: one that is there already is written anew."""
    there = False
    for i, one in enumerate(tolerations):
        if {**plain(one), "tolerationSeconds": None} == {**new, "tolerationSeconds": None}:
            tolerations[i], there = new, True
    if not there:
        tolerations.append(new)
