"""Taints that keep a pod away from nodes: tolerate those of one node."""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.cluster.remedies.refused_pod import RefusedPod
from podbuilder.kube.cluster.remedies.remedy import Remedy, Size
from podbuilder.kube.cluster.scheduling.filters.taint_toleration import TaintToleration
from podbuilder.kube.cluster.scheduling.node_info import NodeInfo
from podbuilder.kube.cluster.scheduling.taints import untolerated
from podbuilder.kube.core.document import listed
from podbuilder.kube.core.pod_containers import SPEC
from podbuilder.kube.manifest import insert_

NAME = TaintToleration.NAME
# With these the cluster says that a node is unwell, or is about to go: whoever tolerates them may not run at all.
_UNWELL = ("node.kubernetes.io/", "node.cloudprovider.kubernetes.io/")
_EVERYTHING = [{"operator": "Exists"}]

Keys = tuple[tuple[str, str, str], ...]


def remedies(refused: RefusedPod) -> Iterator[Remedy]:
    """Tolerate what keeps the pod away, for each different set of taints; those first on whose nodes it fits then."""
    nodes = refused.refused_by(NAME)
    wanted = {_untolerated(refused, node): None for node in refused.best_of(nodes, tolerations=_EVERYTHING)}
    path = SPEC.child("tolerations")
    place = len(listed(refused.written, path))
    for keys in sorted(wanted, key=len):
        title = " and ".join(f"{key}{f'={value}' if value else ''}:{effect}" for key, value, effect in keys)
        edits = tuple(insert_(path.index(place + i), _toleration(*one)) for i, one in enumerate(keys))
        is_unwell = any(key.startswith(_UNWELL) for key, _, _ in keys)
        yield Remedy(f"Tolerate {title}", path, edits, Size.PURPOSE if is_unwell else Size.ADDED)


def _untolerated(refused: RefusedPod, node: NodeInfo) -> Keys:
    """The taints of a node that keep the pod away."""
    left, tolerations = list(node.taints), list(refused.info.tolerations)
    found: Keys = ()
    while taint := untolerated(left, tolerations):
        found = (*found, (str(taint.get("key")), str(taint.get("value") or ""), str(taint["effect"])))
        tolerations.append(_toleration(*found[-1]))
    return found


def _toleration(key: str, value: str, effect: str) -> dict[str, str]:
    asked = {"key": key, "operator": "Equal" if value else "Exists", "value": value, "effect": effect}
    return {name: text for name, text in asked.items() if text}
