"""How evenly pods are spread. Mirrors PodTopologySpread, Kubernetes v1.36, pkg/scheduler/framework/plugins."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from podbuilder.kube.cluster.scheduling.cluster_state import ClusterState
from podbuilder.kube.cluster.scheduling.label_set import LabelSet
from podbuilder.kube.cluster.scheduling.matchers import LabelSelector, RequiredNodeAffinity
from podbuilder.kube.cluster.scheduling.node_info import NodeInfo
from podbuilder.kube.cluster.scheduling.plugin import PodFollower
from podbuilder.kube.cluster.scheduling.pod_info import PodInfo
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
        fewest = constraint.get("minDomains") if cluster.enabled("MinDomainsInPodTopologySpread") else None
        self.min_domains = int(fewest or 1)
        has_policies = cluster.enabled("NodeInclusionPolicyInPodTopologySpread")
        self.honours_affinity = not has_policies or constraint.get("nodeAffinityPolicy") != "Ignore"
        self.honours_taints = has_policies and constraint.get("nodeTaintsPolicy") == "Honor"
        self.counts_itself = int(self.selector.matches(pod.labels))
        self.domains: dict[str, int] = {}
        self._minimum: int | None = None
        # Copies share what is known of label sets, which does not depend on where pods are.
        self._matched: dict[LabelSet, bool] = {}

    def matches(self, label_set: LabelSet) -> bool:
        """Whether the selector means pods with these labels."""
        known = self._matched.get(label_set)
        if known is None:
            known = self._matched[label_set] = self.selector.matches(label_set.labels)
        return known

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


class PodTopologySpread(PodFollower):
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

    @classmethod
    def counting(cls, pod: PodInfo, cluster: ClusterState, constraints: list[SpreadConstraint]) -> Self:
        """The same for constraints that are only wishes."""
        other = cls(pod, cluster)
        other._constraints = constraints
        return other

    def prepare(self) -> Status | None:
        counts = [(each, self.pods_of(each)) for each in self._constraints]
        for node in self.cluster.nodes if counts else ():
            for constraint, pods in counts:
                if self.counts_on(constraint, node):
                    constraint.change(node.labels[constraint.topology_key], pods.get(node, 0))
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
        for constraint in self._constraints:
            if constraint.matches(pod.label_set) and self.counts_on(constraint, node):
                constraint.change(node.labels[constraint.topology_key], by)

    def counts_on(self, constraint: SpreadConstraint, node: NodeInfo, *, needs_all_labels: bool = True) -> bool:
        """Whether a node's pods count: as a rule never, unless it has the labels that all constraints name."""
        for each in self._constraints if needs_all_labels else ():
            if each.topology_key not in node.labels:
                return False
        if constraint.honours_affinity and not self._affinity.matches(node.labels, node.name):
            return False
        return not (constraint.honours_taints and untolerated(node.taints, self.pod.tolerations))

    def pods_of(self, constraint: SpreadConstraint) -> Mapping[NodeInfo, int]:
        """How many of the pods that a constraint counts each node has. Mirrors countPodsMatchSelector.

        sic: an empty selector counts no pod, though it matches every one.
        """
        pods: dict[NodeInfo, int] = {}
        is_left_out = constraint.selector.is_empty and self.cluster.holds("EmptySelectorCountsNone")
        for label_set in () if is_left_out else self.cluster.label_sets.values():
            if label_set.namespace == self.pod.namespace and constraint.matches(label_set):
                for node, count in label_set.lasting.items():
                    pods[node] = pods.get(node, 0) + count
        return pods
