"""Pods that would rather be together, or apart.

Mirrors the scoring of InterPodAffinity, Kubernetes v1.36, pkg/scheduler/framework/plugins/interpodaffinity.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from podbuilder.kube.cluster.scheduling.affinity_term import AffinityTerm
from podbuilder.kube.cluster.scheduling.cluster_state import ClusterState
from podbuilder.kube.cluster.scheduling.node_info import NodeInfo
from podbuilder.kube.cluster.scheduling.pod_info import PodInfo
from podbuilder.kube.core.affinity_fields import PREFERRED

MOST = 100
# What a term counts for that another pod insists on.
_REQUIRED_WEIGHT = 1


class WeightedTerm(NamedTuple):
    """A term that a pod prefers, or by a negative weight would rather not have."""

    term: AffinityTerm
    weight: int


class AffinityScores:
    """Nodes near pods that are liked, by either side, are better, and those near disliked ones worse."""

    def __init__(self, pod: PodInfo, cluster: ClusterState) -> None:
        self._places: dict[tuple[str, str], int] = {}
        own = weighted_terms(pod)
        own_labels = cluster.namespace_labels(pod.namespace)
        for label_set in cluster.label_sets.values() if own else ():
            of_namespace = cluster.namespace_labels(label_set.namespace)
            for term, weight in own:
                if term.matches(label_set.namespace, label_set.labels, of_namespace):
                    for node, count in label_set.on.items():
                        self._add(term, node, weight * count)
        for node, terms in cluster.snapshot.once(("liked", cluster.version), lambda: _liked(cluster.nodes)):
            for term, weight in terms:
                if term.matches(pod.namespace, pod.labels, own_labels):
                    self._add(term, node, weight)

    @property
    def is_needed(self) -> bool:
        return bool(self._places)

    def normalized(self, nodes: Sequence[NodeInfo]) -> list[int]:
        """The scores of these nodes from 0, the worst of them, to 100."""
        raw = [sum(self._places.get(place, 0) for place in node.labels.items()) for node in nodes]
        least, most = min(raw), max(raw)
        return [int(MOST * ((each - least) / (most - least))) if most > least else 0 for each in raw]

    def _add(self, term: AffinityTerm, node: NodeInfo, weight: int) -> None:
        value = node.labels.get(term.topology_key)
        if value is not None:
            place = (term.topology_key, value)
            self._places[place] = self._places.get(place, 0) + weight


def weighted_terms(pod: PodInfo) -> list[WeightedTerm]:
    """The terms that a pod prefers."""
    affinity = pod.spec.get("affinity") or {}
    found = []
    for kind, sign in (("podAffinity", 1), ("podAntiAffinity", -1)):
        for each in (affinity.get(kind) or {}).get(PREFERRED) or ():
            term = AffinityTerm(each.get("podAffinityTerm") or {}, pod.namespace, pod.labels, pod.version)
            found.append(WeightedTerm(term, sign * int(each.get("weight") or 0)))
    return found


def _liked(nodes: Sequence[NodeInfo]) -> list[tuple[NodeInfo, list[WeightedTerm]]]:
    """The terms of the pods that run, node by node."""
    found = []
    for node in nodes:
        terms = [each for pod in node.pods if pod.spec.get("affinity") for each in _terms_of(pod)]
        if terms:
            found.append((node, terms))
    return found


def _terms_of(pod: PodInfo) -> list[WeightedTerm]:
    return [*(WeightedTerm(each, _REQUIRED_WEIGHT) for each in pod.affinity_terms), *weighted_terms(pod)]
