"""The quality-of-service class, which decides which pods are evicted first when a node runs short."""

from __future__ import annotations

from podbuilder.kube.core import feature_gates, pod_requests
from podbuilder.kube.core.field import Document
from podbuilder.kube.core.pod_requests import CPU, MEMORY, Amounts

GUARANTEED, BURSTABLE, BEST_EFFORT = "Guaranteed", "Burstable", "BestEffort"


def qos_class(pod: Document, version: str) -> str:
    """The class of a defaulted pod. Mirrors ComputePodQOS, Kubernetes v1.36, pkg/apis/core/helper/qos.

    Guaranteed: every container has limits for CPU and memory, and equal requests. BestEffort: there are none at all.
    If the pod as a whole has resources, only those count.
    """
    spec = pod.get("spec") or {}
    holders = [*spec.get("containers", ()), *spec.get("initContainers", ())]
    pod_level = feature_gates.enabled("PodLevelResources", version) and spec.get("resources") is not None
    if pod_level:
        holders = [spec]
    requests: Amounts = {}
    limits: Amounts = {}
    guaranteed = True
    for holder in holders:
        own = holder.get("resources") or {}
        limited = _add(limits, own.get("limits"))
        _add(requests, own.get("requests"))
        # sic: resources of the pod as a whole need not have both limits if they have none.
        if limited != {CPU, MEMORY} and (own.get("limits") or not pod_level):
            guaranteed = False
    if not requests and not limits:
        return BEST_EFFORT
    return GUARANTEED if guaranteed and requests == limits else BURSTABLE


def _add(total: Amounts, values: dict[str, object] | None) -> set[str]:
    """Add the amounts of CPU and memory that are above zero; return which of the two there were."""
    found = set()
    for name, amount in pod_requests.amounts(values).items():
        if name in (CPU, MEMORY) and amount.sign > 0:
            found.add(name)
            total[name] = total[name] + amount if name in total else amount
    return found
