"""Affinity between pods. Mirrors InterPodAffinity, Kubernetes v1.36, pkg/scheduler/framework/plugins."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from podbuilder.kube.cluster.scheduling.affinity_term import AffinityTerm
from podbuilder.kube.cluster.scheduling.cluster_state import ClusterState
from podbuilder.kube.cluster.scheduling.label_set import LabelSet
from podbuilder.kube.cluster.scheduling.node_info import NodeInfo
from podbuilder.kube.cluster.scheduling.plugin import PodFollower
from podbuilder.kube.cluster.scheduling.pod_info import PodInfo
from podbuilder.kube.cluster.scheduling.status import Status, unresolvable, unschedulable

# How many pods a term means, by the label of nodes and its value.
Places = dict[tuple[str, str], int]
Terms = tuple[list[AffinityTerm], list[AffinityTerm]]


class InterPodAffinity(PodFollower):
    """The pod's own affinity, then its own anti-affinity, then that of the pods that are there already."""

    NAME = "InterPodAffinity"

    def __init__(self, pod: PodInfo, cluster: ClusterState) -> None:
        super().__init__(pod, cluster)
        self._wanted, self._unwanted = pod.affinity_terms, pod.anti_affinity_terms
        self._namespace_labels = cluster.namespace_labels(pod.namespace)
        self._near: Places = {}
        self._far: Places = {}
        self._kept_away: Places = {}
        # Copies share what is known of label sets, which does not depend on where pods are.
        self._terms_of: dict[LabelSet, Terms] = {}

    def prepare(self) -> Status | None:
        for node in self.cluster.nodes_with_anti_affinity:
            for pod in node.with_anti_affinity:
                self._change_kept_away(pod, node, 1)
        for label_set in self.cluster.label_sets.values() if self._wanted or self._unwanted else ():
            for node, count in label_set.on.items():
                self._change_own(label_set, node, count)
        return None

    @property
    def is_needed(self) -> bool:
        return bool(self._wanted or self._unwanted or self._kept_away)

    def check(self, node: NodeInfo) -> Status | None:
        if not self._is_near(node):
            return unresolvable("node(s) didn't match pod affinity rules")
        if any(self._far.get(place, 0) > 0 for place in _places(self._unwanted, node)):
            return unschedulable("node(s) didn't match pod anti-affinity rules")
        if self._kept_away and any(self._kept_away.get(each, 0) > 0 for each in node.labels.items()):
            return unschedulable("node(s) didn't satisfy existing pods anti-affinity rules")
        return None

    def add(self, pod: PodInfo, node: NodeInfo) -> None:
        self._change_kept_away(pod, node, 1)
        self._change_own(pod.label_set, node, 1)

    def remove(self, pod: PodInfo, node: NodeInfo) -> None:
        self._change_kept_away(pod, node, -1)
        self._change_own(pod.label_set, node, -1)

    def copy(self) -> Self:
        other = object.__new__(type(self))
        other.__dict__.update(self.__dict__)
        other._near, other._far, other._kept_away = dict(self._near), dict(self._far), dict(self._kept_away)
        return other

    def _is_near(self, node: NodeInfo) -> bool:
        """Whether the pods that the affinity wants are there; of pods that want each other the first goes anywhere."""
        if not all(term.topology_key in node.labels for term in self._wanted):
            return False
        if all(self._near.get(place, 0) > 0 for place in _places(self._wanted, node)):
            return True
        return not self._near and self._means(self._wanted, self.pod.label_set)

    def _means(self, terms: Iterable[AffinityTerm], labels: LabelSet) -> bool:
        of_namespace = self.cluster.namespace_labels(labels.namespace)
        return all(term.matches(labels.namespace, labels.labels, of_namespace) for term in terms)

    def _meant(self, labels: LabelSet) -> Terms:
        """The wanted and the unwanted terms that count pods with these labels."""
        known = self._terms_of.get(labels)
        if known is None:
            near = self._wanted if self._wanted and self._means(self._wanted, labels) else []
            known = self._terms_of[labels] = (near, [each for each in self._unwanted if self._means((each,), labels)])
        return known

    def _change_kept_away(self, pod: PodInfo, node: NodeInfo, by: int) -> None:
        for term in pod.anti_affinity_terms:
            if term.matches(self.pod.namespace, self.pod.labels, self._namespace_labels):
                _change(self._kept_away, term, node, by)

    def _change_own(self, labels: LabelSet, node: NodeInfo, by: int) -> None:
        near, far = self._meant(labels)
        for term in near:
            _change(self._near, term, node, by)
        for term in far:
            _change(self._far, term, node, by)


def _places(terms: Iterable[AffinityTerm], node: NodeInfo) -> Iterable[tuple[str, str]]:
    return [(each.topology_key, node.labels[each.topology_key]) for each in terms if each.topology_key in node.labels]


def _change(places: Places, term: AffinityTerm, node: NodeInfo, by: int) -> None:
    value = node.labels.get(term.topology_key)
    if value is None:
        return
    place = (term.topology_key, value)
    places[place] = places.get(place, 0) + by
    if not places[place]:
        del places[place]
