"""Affinity between pods. Mirrors InterPodAffinity, Kubernetes v1.36, pkg/scheduler/framework/plugins."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from podbuilder.kube.cluster.scheduling.affinity_term import AffinityTerm
from podbuilder.kube.cluster.scheduling.cluster_state import ClusterState
from podbuilder.kube.cluster.scheduling.node_info import NodeInfo
from podbuilder.kube.cluster.scheduling.plugin import Plugin
from podbuilder.kube.cluster.scheduling.pod_info import PodInfo
from podbuilder.kube.cluster.scheduling.status import Status, unresolvable, unschedulable

# How many pods a term means, by the label of nodes and its value.
Places = dict[tuple[str, str], int]


class InterPodAffinity(Plugin):
    """The pod's own affinity, then its own anti-affinity, then that of the pods that are there already."""

    NAME = "InterPodAffinity"

    def __init__(self, pod: PodInfo, cluster: ClusterState) -> None:
        super().__init__(pod, cluster)
        self._wanted, self._unwanted = pod.affinity_terms, pod.anti_affinity_terms
        self._namespace_labels = cluster.namespace_labels(pod.namespace)
        self._near: Places = {}
        self._far: Places = {}
        self._kept_away: Places = {}

    def prepare(self) -> Status | None:
        for node in self.cluster.nodes_with_anti_affinity:
            for pod in node.with_anti_affinity:
                self._change_kept_away(pod, node, 1)
        for node in self.cluster.nodes if self._wanted or self._unwanted else ():
            for pod in node.pods:
                self._change_own(pod, node, 1)
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
        self._change_own(pod, node, 1)

    def remove(self, pod: PodInfo, node: NodeInfo) -> None:
        self._change_kept_away(pod, node, -1)
        self._change_own(pod, node, -1)

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
        return not self._near and self._means(self._wanted, self.pod)

    def _means(self, terms: Iterable[AffinityTerm], pod: PodInfo) -> bool:
        labels = self.cluster.namespace_labels(pod.namespace)
        return all(term.matches(pod.namespace, pod.labels, labels) for term in terms)

    def _change_kept_away(self, pod: PodInfo, node: NodeInfo, by: int) -> None:
        for term in pod.anti_affinity_terms:
            if term.matches(self.pod.namespace, self.pod.labels, self._namespace_labels):
                _change(self._kept_away, term, node, by)

    def _change_own(self, pod: PodInfo, node: NodeInfo, by: int) -> None:
        if self._wanted and self._means(self._wanted, pod):
            for term in self._wanted:
                _change(self._near, term, node, by)
        for term in self._unwanted:
            if self._means((term,), pod):
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
