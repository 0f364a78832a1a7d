"""What a node has that a pod likes or dislikes: labels, taints, images.

Mirrors NodeAffinity, TaintToleration and ImageLocality, Kubernetes v1.36, pkg/scheduler/framework/plugins.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from podbuilder.kube.cluster.scheduling.cluster_state import ClusterState
from podbuilder.kube.cluster.scheduling.matchers import meets_term
from podbuilder.kube.cluster.scheduling.node_info import NodeInfo
from podbuilder.kube.cluster.scheduling.pod_info import PodInfo
from podbuilder.kube.cluster.scheduling.taints import PREFER_NO_SCHEDULE, tolerates
from podbuilder.kube.core.affinity_fields import PREFERRED

MOST = 100
_MIB = 1 << 20
_SMALLEST, _LARGEST_PER_CONTAINER = 23 * _MIB, 1000 * _MIB


def normalized(scores: Sequence[int], *, is_reversed: bool = False) -> list[int]:
    """Scores from 0 to 100, or reversed, where few were good. Mirrors DefaultNormalizeScore."""
    highest = max(scores, default=0)
    if highest == 0:
        return [MOST if is_reversed else 0 for _ in scores]
    scaled = [MOST * each // highest for each in scores]
    return [MOST - each for each in scaled] if is_reversed else scaled


def dislikes(pod: PodInfo, node: NodeInfo) -> int:
    """How many taints of a node the pod would rather avoid."""
    soft = [taint for taint in node.taints if taint.get("effect") == PREFER_NO_SCHEDULE]
    fitting = [each for each in pod.tolerations if each.get("effect") in (None, "", PREFER_NO_SCHEDULE)]
    return sum(not any(tolerates(each, taint) for each in fitting) for taint in soft)


def preferred_terms(pod: PodInfo) -> list[tuple[int, dict[str, object]]]:
    """The terms of node affinity that a pod prefers, with their weights."""
    affinity = (pod.spec.get("affinity") or {}).get("nodeAffinity") or {}
    return [(int(each.get("weight") or 0), each.get("preference") or {}) for each in affinity.get(PREFERRED) or ()]


def likes(terms: Iterable[tuple[int, dict[str, object]]], node: NodeInfo) -> int:
    """The weights of the terms that a node meets."""
    return sum(weight for weight, term in terms if weight and meets_term(term, node.labels, node.name))


class ImageLocality:
    """Nodes that have the pod's large images already are better, and the more so the more nodes have them."""

    def __init__(self, pod: PodInfo, cluster: ClusterState) -> None:
        init = pod.spec.get("initContainers") or () if cluster.holds("InitImagesCount") else ()
        containers = [*init, *(pod.spec.get("containers") or ())]
        self._images = [_full_name(str(each.get("image") or "")) for each in containers]
        if cluster.holds("VolumeImagesCount"):
            self._images.extend(_images_of_volumes(pod))
        self._largest = _LARGEST_PER_CONTAINER * len(containers)
        self._nodes = len(cluster.nodes)
        self._spread = cluster.snapshot.once("images", lambda: _spread(cluster.nodes))

    def score(self, node: NodeInfo) -> int:
        sizes = _sizes(node)
        total = sum(int(sizes[each] * self._spread[each] / self._nodes) for each in self._images if each in sizes)
        within = min(max(total, _SMALLEST), self._largest)
        return MOST * (within - _SMALLEST) // (self._largest - _SMALLEST)


def _images_of_volumes(pod: PodInfo) -> Iterator[str]:
    for volume in pod.volumes:
        if volume.get("image"):
            yield _full_name(str(volume["image"].get("reference") or ""))


def _full_name(image: str) -> str:
    return image if image.rfind(":") > image.rfind("/") else f"{image}:latest"


def _sizes(node: NodeInfo) -> dict[str, int]:
    images = (node.node.get("status") or {}).get("images") or ()
    return {name: int(each.get("sizeBytes") or 0) for each in images for name in each.get("names") or ()}


def _spread(nodes: Iterable[NodeInfo]) -> Counter[str]:
    """On how many nodes each image is."""
    return Counter(name for node in nodes for name in _sizes(node))
