"""How evenly pods are spread. Mirrors PodTopologySpread, Kubernetes v1.36, pkg/scheduler/framework/plugins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Self

from podbuilder.kube.cluster.scheduling.cluster_state import ClusterState
from podbuilder.kube.cluster.scheduling.node_info import NodeInfo
from podbuilder.kube.cluster.scheduling.plugin import Plugin
from podbuilder.kube.cluster.scheduling.pod_info import PodInfo
from podbuilder.kube.cluster.scheduling.selectors import LabelSelector, RequiredNodeAffinity
from podbuilder.kube.cluster.scheduling.status import Status, unresolvable, unschedulable
from podbuilder.kube.cluster.scheduling.taints import untolerated

_REASON = "node(s) didn't match pod topology spread constraints"


class SpreadConstraint:
    """A constraint that must hold, and which domains have how many of the pods that it counts."""

    def __init__(self, constraint: Mapping[str, Any], pod: PodInfo, cluster: ClusterState) -> None:
        further = []
        if cluster.enabled("MatchLabelKeysInPodTopologySpread"):
            keys = [key for key in constraint.get("matchLabelKeys") or () if key in pod.labels]
            further = [{"key": key, "operator": "In", "values": [pod.labels[key]]} for key in keys]
        self.selector = LabelSelector(constraint.get("labelSelector"), further)
        self.topology_key = str(constraint.get("topologyKey", ""))
        self.max_skew = int(constraint.get("maxSkew", 1))
        self.min_domains = int(constraint.get("minDomains") or 1)
        has_policies = cluster.enabled("NodeInclusionPolicyInPodTopologySpread")
        self.honours_affinity = not has_policies or constraint.get("nodeAffinityPolicy") != "Ignore"
        self.honours_taints = has_policies and constraint.get("nodeTaintsPolicy") == "Honor"
        self.counts_itself = int(self.selector.matches(pod.labels))
        self.domains: dict[str, int] = {}
        self._minimum: int | None = None

    def change(self, domain: str, by: int) -> None:
        """So many more of the pods are in a domain."""
        self.domains[domain] = self.domains.get(domain, 0) + by
        self._minimum = None

    @property
    def minimum(self) -> int:
        """The fewest pods of any domain; none if there are too few domains."""
        if self._minimum is None:
            self._minimum = min(self.domains.values()) if len(self.domains) >= self.min_domains else 0
        return self._minimum

    def copy(self) -> Self:
        other = object.__new__(type(self))
        other.__dict__.update(self.__dict__)
        other.domains = dict(self.domains)
        return other


class PodTopologySpread(Plugin):
    """No domain may have more than maxSkew pods above the domain with the fewest."""

    NAME = "PodTopologySpread"

    def __init__(self, pod: PodInfo, cluster: ClusterState) -> None:
        super().__init__(pod, cluster)
        self._affinity = RequiredNodeAffinity(pod.spec)
        self._constraints = [
            SpreadConstraint(each, pod, cluster)
            for each in pod.spec.get("topologySpreadConstraints") or ()
            if each.get("whenUnsatisfiable") == "DoNotSchedule"
        ]

    def prepare(self) -> Status | None:
        for node in self.cluster.nodes if self._constraints else ():
            for constraint in self._counting(node):
                constraint.change(node.labels[constraint.topology_key], _count(node, constraint, self.pod.namespace))
        return None

    @property
    def is_needed(self) -> bool:
        return bool(self._constraints)

    def check(self, node: NodeInfo) -> Status | None:
        for constraint in self._constraints:
            domain = node.labels.get(constraint.topology_key)
            if domain is None:
                return unresolvable(f"{_REASON} (missing required label)")
            pods = constraint.domains.get(domain, 0) + constraint.counts_itself
            if pods - constraint.minimum > constraint.max_skew:
                return unschedulable(_REASON)
        return None

    def add(self, pod: PodInfo, node: NodeInfo) -> None:
        self._change(pod, node, 1)

    def remove(self, pod: PodInfo, node: NodeInfo) -> None:
        self._change(pod, node, -1)

    def copy(self) -> Self:
        other = object.__new__(type(self))
        other.__dict__.update(self.__dict__)
        other._constraints = [each.copy() for each in self._constraints]
        return other

    def _change(self, pod: PodInfo, node: NodeInfo, by: int) -> None:
        """Mirrors updateWithPod. sic: a pod that is being deleted was not counted, and counts here."""
        if pod.namespace != self.pod.namespace:
            return
        for constraint in self._counting(node):
            if constraint.selector.matches(pod.labels):
                constraint.change(node.labels[constraint.topology_key], by)

    def _counting(self, node: NodeInfo) -> Iterator[SpreadConstraint]:
        """The constraints for which a node's pods count: none, unless it has the labels that all of them name."""
        if not all(each.topology_key in node.labels for each in self._constraints):
            return
        for constraint in self._constraints:
            if constraint.honours_affinity and not self._affinity.matches(node.labels, node.name):
                continue
            if constraint.honours_taints and untolerated(node.taints, self.pod.tolerations):
                continue
            yield constraint


def _count(node: NodeInfo, constraint: SpreadConstraint, namespace: str) -> int:
    """Mirrors countPodsMatchSelector. sic: an empty selector counts no pod, though it matches every one."""
    if constraint.selector.is_empty:
        return 0
    return sum(
        pod.namespace == namespace and not pod.is_terminating and constraint.selector.matches(pod.labels)
        for pod in node.pods
    )
