"""The scores of the nodes that a pod fits: the scheduler takes one of those with the highest total.

Mirrors prioritizeNodes of pkg/scheduler with the weights of its default profile, Kubernetes v1.36.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from podbuilder.kube.cluster.scheduling.cluster_state import state_of
from podbuilder.kube.cluster.scheduling.scores.affinity_scores import AffinityScores
from podbuilder.kube.cluster.scheduling.scores.preference_scores import (
    ImageLocality,
    dislikes,
    likes,
    normalized,
    preferred_terms,
)
from podbuilder.kube.cluster.scheduling.scores.resource_scores import BalancedAllocation, LeastAllocated
from podbuilder.kube.cluster.scheduling.scores.spread_scores import SpreadScores
from podbuilder.kube.cluster.snapshot import Snapshot

_WEIGHTS = {"TaintToleration": 3, "NodeAffinity": 2, "PodTopologySpread": 2, "InterPodAffinity": 2}


def node_scores(
    snapshot: Snapshot, pod: Mapping[str, Any], version: str, feasible: Collection[str]
) -> dict[str, dict[str, int]]:
    """For each feasible node the weighted score of each plugin that has something to say.

    A single node is taken without being scored. Alternatives of claims for devices are not scored.
    """
    cluster = state_of(snapshot, version)
    nodes = [each for each in cluster.nodes if each.name in feasible]
    if len(nodes) <= 1:
        return {}
    info = cluster.pod_info(pod)
    terms = preferred_terms(info)
    room, balance = LeastAllocated(info, cluster), BalancedAllocation(info, cluster)
    spread, near = SpreadScores(info, cluster, nodes), AffinityScores(info, cluster)
    images = ImageLocality(info, cluster)
    found = {
        "TaintToleration": normalized([dislikes(info, each) for each in nodes], is_reversed=True),
        "NodeResourcesFit": [room.score(each) for each in nodes],
        "ImageLocality": [images.score(each) for each in nodes],
    }
    if terms:
        found["NodeAffinity"] = normalized([likes(terms, each) for each in nodes])
    if balance.is_needed:
        found["NodeResourcesBalancedAllocation"] = [balance.score(each) for each in nodes]
    if spread.is_needed:
        found["PodTopologySpread"] = spread.normalized(nodes)
    if near.is_needed:
        found["InterPodAffinity"] = near.normalized(nodes)
    return {
        node.name: {plugin: _WEIGHTS.get(plugin, 1) * scores[index] for plugin, scores in found.items()}
        for index, node in enumerate(nodes)
    }
