"""What a pod asks of a node, and what a node gives, in whole numbers as the scheduler counts them.

Mirrors framework.Resource and PodRequests of component-helpers/resource, Kubernetes v1.36.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from podbuilder.kube.core.feature_gates import enabled
from podbuilder.kube.core.pod_requests import amounts, pod_amounts
from podbuilder.kube.core.quantity import Quantity

Counts = dict[str, int]

CPU, PODS = "cpu", "pods"
_RESIZE_PENDING, _INFEASIBLE = "PodResizePending", "Infeasible"


def counts(listed: Mapping[str, Quantity]) -> Counts:
    """Quantities as numbers: thousandths of a CPU, and of all else whole units, rounded up."""
    return {name: each.milli_value() if name == CPU else each.value() for name, each in listed.items()}


def node_counts(node: Mapping[str, Any]) -> Counts:
    """What a node can give to pods."""
    return counts(amounts((node.get("status") or {}).get("allocatable")))


def requests_of_pending(pod: Mapping[str, Any], version: str) -> Counts:
    """What a pod that has no node yet asks for. Mirrors computePodResourceRequest."""
    return counts(pod_amounts(pod["spec"], "requests", pod_level=enabled("PodLevelResources", version)))


def requests_of_running(pod: Mapping[str, Any], version: str) -> Counts:
    """What a pod takes of its node: what it asks for, has been given or has, whichever is more, while it is resized.

    Mirrors calculateResource of the scheduler's framework.
    """
    return requests_of_pending({"spec": effective_spec(pod, version)}, version)


def effective_spec(pod: Mapping[str, Any], version: str) -> Mapping[str, Any]:
    """The spec of a pod that runs; while it is resized, with requests as they count meanwhile."""
    spec: Mapping[str, Any] = pod["spec"]
    status = pod.get("status") or {}
    if enabled("InPlacePodVerticalScaling", version) and _is_resized(status):
        return _resized_spec(spec, status, version)
    return spec


def _is_resized(status: Mapping[str, Any]) -> bool:
    return bool(status.get("resources")) or any(
        each.get("resources")
        for kind in ("containerStatuses", "initContainerStatuses")
        for each in status.get(kind) or ()
    )


def _resized_spec(spec: Mapping[str, Any], status: Mapping[str, Any], version: str) -> dict[str, Any]:
    """The spec with requests as determineEffectiveRequests has them, of containers that the kubelet reports."""
    infeasible = _is_infeasible(status)
    reported = {
        each.get("name"): each
        for kind in ("containerStatuses", "initContainerStatuses")
        for each in status.get(kind) or ()
    }
    result = dict(spec)
    for kind in ("containers", "initContainers"):
        changed = []
        for container in spec.get(kind) or ():
            own = reported.get(container.get("name"), {})
            runs_on = kind == "containers" or container.get("restartPolicy") == "Always"
            if runs_on and own.get("resources"):
                container = _raised(container, own["resources"], own.get("allocatedResources"), infeasible)
            changed.append(container)
        result[kind] = changed
    whole = status.get("resources")
    if whole and spec.get("resources") and enabled("InPlacePodLevelResourcesVerticalScaling", version):
        own = _raised(spec, whole, status.get("allocatedResources"), infeasible)["resources"]["requests"]
        # sic: only what the spec names is looked up.
        named = (spec["resources"].get("requests") or {}).keys()
        result["resources"] = {"requests": {name: own.get(name, "0") for name in named}}
    return result


def _is_infeasible(status: Mapping[str, Any]) -> bool:
    """Whether the kubelet said that the resize that is asked for can never be. Mirrors IsPodResizeInfeasible."""
    for condition in status.get("conditions") or ():
        if condition.get("type") == _RESIZE_PENDING:
            return bool(condition.get("reason") == _INFEASIBLE)
    return False


def _raised(
    holder: Mapping[str, Any], actuated: Mapping[str, Any], allocated: Mapping[str, Any] | None, infeasible: bool
) -> dict[str, Any]:
    """The holder of resources with the greatest of its requests, those in force and those promised."""
    lists = [actuated.get("requests"), allocated]
    if not infeasible:
        lists.insert(0, (holder.get("resources") or {}).get("requests"))
    greatest: dict[str, Quantity] = {}
    for each in lists:
        for name, amount in amounts(each).items():
            if name not in greatest or amount > greatest[name]:
                greatest[name] = amount
    return {**holder, "resources": {"requests": {name: str(amount) for name, amount in greatest.items()}}}
