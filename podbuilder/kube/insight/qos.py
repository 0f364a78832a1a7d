"""The quality-of-service class, which decides who is evicted first when a node runs short."""

from __future__ import annotations

from podbuilder.kube import features, resources
from podbuilder.kube.field import Document
from podbuilder.kube.resources import CPU, MEMORY, Amounts

GUARANTEED, BURSTABLE, BEST_EFFORT = "Guaranteed", "Burstable", "BestEffort"


def qos_class(pod: Document, version: str) -> str:
    """The class of a defaulted pod. Mirrors ComputePodQOS, Kubernetes v1.36, pkg/apis/core/helper/qos.

    Guaranteed: every container has limits of CPU and memory and requests as much. BestEffort: nobody asks for anything.
    Where the pod has resources of its own, they alone count.
    """
    spec = pod.get("spec") or {}
    holders = [*spec.get("containers", ()), *spec.get("initContainers", ())]
    pod_level = features.enabled("PodLevelResources", version) and spec.get("resources") is not None
    if pod_level:
        holders = [spec]
    requests: Amounts = {}
    limits: Amounts = {}
    guaranteed = True
    for holder in holders:
        own = holder.get("resources") or {}
        limited = _add(limits, own.get("limits"))
        _add(requests, own.get("requests"))
        # sic: a pod's own resources without any limits are not asked to have both.
        if limited != {CPU, MEMORY} and (own.get("limits") or not pod_level):
            guaranteed = False
    if not requests and not limits:
        return BEST_EFFORT
    return GUARANTEED if guaranteed and requests == limits else BURSTABLE


def _add(total: Amounts, values: dict[str, object] | None) -> set[str]:
    """Add CPU and memory, where there is more than nothing, and say which of them there was."""
    found = set()
    for name, amount in resources.amounts(values).items():
        if name in (CPU, MEMORY) and amount.sign > 0:
            found.add(name)
            total[name] = total[name] + amount if name in total else amount
    return found
