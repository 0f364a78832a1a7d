"""Room on a node: how much is left of it, and how evenly.

Mirrors LeastAllocated and NodeResourcesBalancedAllocation of noderesources, Kubernetes v1.36.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from podbuilder.kube.cluster.scheduling.amounts import CPU, Counts, counts, effective_spec, requests_of_pending
from podbuilder.kube.cluster.scheduling.cluster_state import ClusterState
from podbuilder.kube.cluster.scheduling.node_info import NodeInfo
from podbuilder.kube.cluster.scheduling.pod_info import PodInfo
from podbuilder.kube.core.feature_gates import enabled
from podbuilder.kube.core.pod_requests import pod_amounts

MOST = 100
_MEMORY = "memory"
_MEASURED = (CPU, _MEMORY)
# What a container counts for that says nothing, so that many of them do not crowd one node.
_ASSUMED = {CPU: "100m", _MEMORY: "200Mi"}


class LeastAllocated:
    """Nodes with more left of CPU and memory are better."""

    def __init__(self, pod: PodInfo, cluster: ClusterState) -> None:
        # sic: what the new pod asks for as a whole is passed over here, though not for pods that run.
        self._wanted = counts(pod_amounts(_with_assumed(pod.spec, _ASSUMED), "requests", pod_level=False))
        self._cluster = cluster

    def score(self, node: NodeInfo) -> int:
        taken = self._assumed_on(node)
        parts = []
        for name in _MEASURED:
            capacity = node.allocatable.get(name, 0)
            if capacity > 0:
                asked = taken.get(name, 0) + self._wanted.get(name, 0)
                parts.append((capacity - asked) * MOST // capacity if asked <= capacity else 0)
        return sum(parts) // len(parts) if parts else 0

    def _assumed_on(self, node: NodeInfo) -> Counts:
        """What the pods of a node take, with what is assumed of those that say nothing; worked out once a node."""
        return self._cluster.snapshot.once(
            ("assumed", self._cluster.version, node.name), lambda: _assumed(node, self._cluster.version)
        )


class BalancedAllocation:
    """Nodes whose CPU and memory are used in like measure are better; since 1.33 only for pods that ask for either."""

    def __init__(self, pod: PodInfo, cluster: ClusterState) -> None:
        self._wanted = [pod.requests.get(name, 0) for name in _MEASURED]
        self._counts_change = cluster.holds("BalanceChangeCounts")
        self.is_needed = any(self._wanted) or not cluster.holds("BestEffortIsNotBalanced")

    def score(self, node: NodeInfo) -> int:
        capacity = [node.allocatable.get(name, 0) for name in _MEASURED]
        before = [node.requested.get(name, 0) for name in _MEASURED]
        after = _balance([one + more for one, more in zip(before, self._wanted, strict=True)], capacity)
        if not self._counts_change:
            return after
        half = MOST // 2
        return half + int((half + after - _balance(before, capacity)) / 2)


def _balance(taken: Sequence[int], capacity: Sequence[int]) -> int:
    """Of two resources half the difference of their parts is what their deviation comes to."""
    parts = [min(one / of, 1.0) for one, of in zip(taken, capacity, strict=True) if of > 0]
    deviation = abs(parts[0] - parts[1]) / 2 if len(parts) == len(_MEASURED) else 0.0
    return int((1 - deviation) * MOST)


def _assumed(node: NodeInfo, version: str) -> Counts:
    """Mirrors CalculateResource: where a pod has resources as a whole, only what neither it nor a container names."""
    total: Counts = {}
    for pod in node.pods:
        spec = effective_spec({"spec": pod.spec, "status": pod.status}, version)
        whole = (spec.get("resources") or {}).get("requests") if enabled("PodLevelResources", version) else None
        unsaid = {name: each for name, each in _ASSUMED.items() if not whole or name not in pod.taken}
        taken = requests_of_pending({"spec": _with_assumed(spec, unsaid)}, version)
        for name in _MEASURED:
            total[name] = total.get(name, 0) + taken.get(name, 0)
    return total


def _with_assumed(spec: Mapping[str, Any], assumed: Mapping[str, str]) -> dict[str, Any]:
    """The spec with these requests for every container that does not say its own."""
    changed = dict(spec)
    for kind in ("containers", "initContainers"):
        changed[kind] = [
            {**each, "resources": {"requests": {**assumed, **((each.get("resources") or {}).get("requests") or {})}}}
            for each in spec.get(kind) or ()
        ]
    return changed
