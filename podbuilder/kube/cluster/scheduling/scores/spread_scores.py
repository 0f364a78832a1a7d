"""How evenly pods would be spread, where that is only a wish.

Mirrors the scoring of PodTopologySpread, Kubernetes v1.36, pkg/scheduler/framework/plugins/podtopologyspread.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from podbuilder.kube.cluster.scheduling.cluster_state import ClusterState
from podbuilder.kube.cluster.scheduling.filters.pod_topology_spread import PodTopologySpread, SpreadConstraint
from podbuilder.kube.cluster.scheduling.node_info import NodeInfo
from podbuilder.kube.cluster.scheduling.pod_info import PodInfo

MOST = 100
_HOST, _ZONE, _ANYWAY = "kubernetes.io/hostname", "topology.kubernetes.io/zone", "ScheduleAnyway"
# What counts for pods that say nothing, but belong to a Service.
_DEFAULT = ((_HOST, 3), (_ZONE, 5))


class SpreadScores:
    """Nodes in domains with fewer of the pods that a constraint counts are better."""

    def __init__(self, pod: PodInfo, cluster: ClusterState, nodes: Sequence[NodeInfo]) -> None:
        own = pod.spec.get("topologySpreadConstraints") or ()
        said = [each for each in own if each.get("whenUnsatisfiable") == _ANYWAY] if own else _defaults(pod, cluster)
        self._constraints = [SpreadConstraint(each, pod, cluster) for each in said]
        self._ignored = set()
        if own:
            keys = [each.topology_key for each in self._constraints]
            self._ignored = {each.name for each in nodes if not all(key in each.labels for key in keys)}
        counting = [each for each in nodes if each.name not in self._ignored]
        everywhere = PodTopologySpread.counting(pod, cluster, self._constraints)
        self._counts = [_Counts(each, counting, everywhere, bool(own)) for each in self._constraints]

    @property
    def is_needed(self) -> bool:
        return bool(self._constraints)

    def normalized(self, nodes: Sequence[NodeInfo]) -> list[int]:
        """The scores of these nodes from 0 to 100; nodes without the labels have none."""
        raw = {each.name: self._raw(each) for each in nodes if each.name not in self._ignored}
        least, most = min(raw.values(), default=0), max(raw.values(), default=0)
        return [
            0 if each.name not in raw else MOST if most == 0 else MOST * (most + least - raw[each.name]) // most
            for each in nodes
        ]

    def _raw(self, node: NodeInfo) -> int:
        return math.floor(sum(each.score(node) for each in self._counts) + 0.5)


class _Counts:
    """How many pods of one constraint are in each domain of the nodes that are scored."""

    def __init__(
        self,
        constraint: SpreadConstraint,
        nodes: Sequence[NodeInfo],
        everywhere: PodTopologySpread,
        needs_all_labels: bool,
    ) -> None:
        self._constraint = constraint
        self._key = constraint.topology_key
        self._pods = everywhere.pods_of(constraint)
        self._domains = {node.labels.get(self._key, ""): 0 for node in nodes} if self._key != _HOST else {}
        for node in everywhere.cluster.nodes:
            domain = node.labels.get(self._key, "")
            if domain in self._domains and everywhere.counts_on(constraint, node, needs_all_labels=needs_all_labels):
                self._domains[domain] += self._pods.get(node, 0)
        self._weight = math.log((len(nodes) if self._key == _HOST else len(self._domains)) + 2)

    def score(self, node: NodeInfo) -> float:
        if self._key not in node.labels:
            return 0.0
        count = self._pods.get(node, 0) if self._key == _HOST else self._domains[node.labels[self._key]]
        return count * self._weight + self._constraint.max_skew - 1


def _defaults(pod: PodInfo, cluster: ClusterState) -> list[Mapping[str, Any]]:
    """The constraints for pods of a Service. Mirrors buildDefaultConstraints; controllers are not looked at here."""
    labels: dict[str, str] = {}
    for service in cluster.snapshot.of("Service", pod.namespace):
        selector = (service.get("spec") or {}).get("selector")
        if selector and all(pod.labels.get(key) == value for key, value in selector.items()):
            labels.update(selector)
    if not labels:
        return []
    selector = {"matchLabels": labels}
    return [
        {"maxSkew": skew, "topologyKey": key, "whenUnsatisfiable": _ANYWAY, "labelSelector": selector}
        for key, skew in _DEFAULT
    ]
