"""Labels of nodes that say where they stand, from the widest place to the narrowest."""

from __future__ import annotations

from podbuilder.kube.cluster.scheduling.cluster_state import ClusterState

_REGION, _ZONE, _NODE = "topology.kubernetes.io/region", "topology.kubernetes.io/zone", "kubernetes.io/hostname"
_KEYS = (_REGION, _ZONE, _NODE)


def other_keys(cluster: ClusterState, key: str) -> list[str]:
    """The well-known labels that all nodes have, the narrowest place first, but for this one."""
    return [one for one in reversed(_KEYS) if one != key and all(one in node.labels for node in cluster.nodes)]


def narrower_keys(cluster: ClusterState, key: str) -> list[str]:
    """Those of them that mean smaller places than this one; of a label that is not well known, the node's alone."""
    narrower = _KEYS[_KEYS.index(key) + 1 :] if key in _KEYS else (_NODE,)
    return [one for one in reversed(other_keys(cluster, key)) if one in narrower]
