"""What a namespace's annotations allow its pods, and what a cluster allows pods to keep others away from."""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.cluster.admission import (
    limit_pod_hard_anti_affinity_topology,
    pod_node_selector,
    pod_toleration_restriction,
)
from podbuilder.kube.cluster.admission.request import POD, Request
from podbuilder.kube.cluster.admission.tolerations import are_allowed
from podbuilder.kube.cluster.remedies.refused_pod import RefusedPod
from podbuilder.kube.cluster.remedies.remedy import Remedy, Size
from podbuilder.kube.core.affinity_fields import REQUIRED
from podbuilder.kube.core.document import listed, mapping_at
from podbuilder.kube.core.pod_containers import SPEC
from podbuilder.kube.manifest import remove_, set_

_TOPOLOGY = limit_pod_hard_anti_affinity_topology
NAMES = (pod_node_selector.NAME, pod_toleration_restriction.NAME, _TOPOLOGY.NAME)


def remedies(refused: RefusedPod) -> Iterator[Remedy]:
    """What the namespace asks for; without what it does not allow."""
    request = Request(refused.snapshot, POD, refused.stored, refused.version)
    match refused.answer.admission.by:
        case pod_node_selector.NAME:
            yield from _node_labels(refused, pod_node_selector.wanted(request))
        case pod_toleration_restriction.NAME:
            yield from _tolerations(refused, request)
        case _:
            yield from _distances(refused)


def _node_labels(refused: RefusedPod, wanted: dict[str, str]) -> Iterator[Remedy]:
    path = SPEC.child("nodeSelector")
    own = mapping_at(refused.written, path)
    others = [key for key, value in wanted.items() if own.get(key, value) != value]
    title = " and ".join(f"{key}={wanted[key]}" for key in others)
    yield Remedy(f"Choose nodes with {title}", path, tuple(set_(path.key(key), wanted[key]) for key in others))
    title = f"Leave {' and '.join(others)} of nodes to the namespace"
    yield Remedy(title, path, tuple(remove_(path.key(key)) for key in others), Size.DROPPED)


def _tolerations(refused: RefusedPod, request: Request) -> Iterator[Remedy]:
    path = SPEC.child("tolerations")
    allowed = pod_toleration_restriction.allowed(request) or []
    own = listed(refused.written, path)
    gone = [i for i, one in enumerate(own) if not are_allowed([one], allowed)]
    keys = ", ".join(dict.fromkeys(str(own[i].get("key") or "every taint") for i in gone))
    edits = (remove_(path),) if len(gone) == len(own) else tuple(remove_(path.index(i)) for i in reversed(gone))
    yield Remedy(f"Tolerate {keys} no longer", path, edits, Size.DROPPED)


def _distances(refused: RefusedPod) -> Iterator[Remedy]:
    path = SPEC.child("affinity", "podAntiAffinity", REQUIRED)
    places = [
        path.index(i).child("topologyKey")
        for i, term in enumerate(listed(refused.written, path))
        if term.get("topologyKey") != _TOPOLOGY.HOSTNAME
    ]
    edits = tuple(set_(at, _TOPOLOGY.HOSTNAME) for at in places)
    yield Remedy(f"Keep away from those pods by {_TOPOLOGY.HOSTNAME} only", path, edits)
