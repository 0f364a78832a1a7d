"""What a person can change in a pod so that a cluster takes it: each remedy with its edits, which are tried first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from podbuilder.kube.cluster.scheduling.amounts import CPU, counts
from podbuilder.kube.cluster.scheduling.cluster_state import ClusterState, state_of
from podbuilder.kube.cluster.scheduling.filters.node_affinity import NodeAffinity
from podbuilder.kube.cluster.scheduling.filters.node_ports import NodePorts
from podbuilder.kube.cluster.scheduling.filters.node_resources_fit import NodeResourcesFit
from podbuilder.kube.cluster.scheduling.filters.taint_toleration import TaintToleration
from podbuilder.kube.cluster.scheduling.node_info import NodeInfo
from podbuilder.kube.cluster.scheduling.pod_info import PodInfo
from podbuilder.kube.cluster.scheduling.status import Status
from podbuilder.kube.cluster.scheduling.taints import KEEP_AWAY, Taint, tolerates
from podbuilder.kube.cluster.snapshot import Snapshot
from podbuilder.kube.core.document import listed, mapping_at
from podbuilder.kube.core.field import Document, FieldPath
from podbuilder.kube.core.pod_requests import amounts
from podbuilder.kube.manifest import Edit, insert_, remove_, set_

# As many names are offered in the place of one that the cluster does not have.
MOST_OFFERED = 5
SPEC = FieldPath(("spec",))
_MEBI = 1 << 20
# Fields that name an object of the cluster: the kind, and what Kubernetes brings along itself.
_NAMED = {
    "priorityClassName": ("PriorityClass", ("system-cluster-critical", "system-node-critical")),
    "runtimeClassName": ("RuntimeClass", ()),
    "serviceAccountName": ("ServiceAccount", ()),
}


class Remedy(NamedTuple):
    """A change of the pod: its title, the field that it is about, and the edits, whose paths are the pod's."""

    title: str
    field: FieldPath
    edits: tuple[Edit, ...]


def remedies_for_nodes(
    snapshot: Snapshot, pod: Document, written: Document, version: str, statuses: Mapping[str, Status]
) -> list[Remedy]:
    """What could lift the refusals of nodes, each by the name of its node.

    `pod` is the pod as the API server stored it, `written` the one in the manifest, which the edits are for.
    """
    cluster = state_of(snapshot, version)
    info = cluster.pod_info(pod)

    def refusing(plugin: str) -> list[NodeInfo]:
        return [cluster.by_name[name] for name, status in statuses.items() if status.plugin == plugin]

    found = [
        *_for_taints(refusing(TaintToleration.NAME), info, written),
        *_for_room(refusing(NodeResourcesFit.NAME), info, written),
        *_for_ports(refusing(NodePorts.NAME), info, written),
    ]
    return [*found, *_for_labels(cluster, written)] if refusing(NodeAffinity.NAME) else found


def remedies_for_names(snapshot: Snapshot, written: Document, namespace: str) -> list[Remedy]:
    """What could stand in the place of names of objects that the cluster does not have."""
    found: list[Remedy] = []
    spec = mapping_at(written, ("spec",))
    for name, (kind, known) in _NAMED.items():
        value = spec.get(name)
        if isinstance(value, str) and value and value not in known and snapshot.knows(kind):
            found += _instead(snapshot, kind, namespace, value, SPEC.child(name))
    if snapshot.knows("PersistentVolumeClaim"):
        for i, volume in enumerate(listed(written, ("spec", "volumes"))):
            claim = mapping_at(volume, ("persistentVolumeClaim",)).get("claimName")
            if isinstance(claim, str):
                path = SPEC.child("volumes").index(i).child("persistentVolumeClaim", "claimName")
                found += _instead(snapshot, "PersistentVolumeClaim", namespace, claim, path)
    return found


def _instead(snapshot: Snapshot, kind: str, namespace: str, value: str, path: FieldPath) -> list[Remedy]:
    is_namespaced = kind in ("ServiceAccount", "PersistentVolumeClaim")
    objects = snapshot.of(kind, namespace) if is_namespaced else snapshot.of(kind)
    names = sorted(str(one["metadata"].get("name")) for one in objects)
    if value in names:
        return []
    return [Remedy(f"Use {kind} {name}", path, (set_(path, name),)) for name in names[:MOST_OFFERED]]


def _for_taints(nodes: Sequence[NodeInfo], pod: PodInfo, written: Document) -> Iterator[Remedy]:
    """Tolerate each taint that keeps the pod away from one of the nodes."""
    path = SPEC.child("tolerations")
    place = len(listed(written, path))
    taints: dict[tuple[str, str, str], Taint] = {}
    for node in nodes:
        for taint in node.taints:
            if taint.get("effect") in KEEP_AWAY and not any(tolerates(one, taint) for one in pod.tolerations):
                taints[str(taint.get("key")), str(taint.get("value") or ""), str(taint["effect"])] = taint
    for key, value, effect in taints:
        toleration = {"key": key, "operator": "Equal" if value else "Exists", "value": value, "effect": effect}
        edit = insert_(path.index(place), {name: text for name, text in toleration.items() if text})
        yield Remedy(f"Tolerate {key}{f'={value}' if value else ''}:{effect}", path, (edit,))


def _for_room(nodes: Sequence[NodeInfo], pod: PodInfo, written: Document) -> Iterator[Remedy]:
    """Ask for as much as the node with the most room has left, of what is short on all of the nodes."""
    for name, wanted in pod.requests.items():
        rooms = [node.allocatable.get(name, 0) - node.requested.get(name, 0) for node in nodes]
        most = max(rooms, default=0)
        if 0 < most < wanted:
            yield from _less(written, name, wanted - most)


def _less(written: Document, name: str, excess: int) -> Iterator[Remedy]:
    """Let the container that asks for the most ask for so much less."""
    asked: list[tuple[int, int]] = []
    for i, container in enumerate(listed(written, ("spec", "containers"))):
        resources = mapping_at(container, ("resources",))
        amount = _count(name, mapping_at(resources, ("requests",)).get(name, _limit(resources, name)))
        asked.append((amount, -i))
    amount, place = max(asked, default=(0, 0))
    left = amount - excess
    text = _text(name, left)
    if left <= 0 or not text:
        return
    path = SPEC.child("containers").index(-place).child("resources")
    limit = _limit(mapping_at(written, path), name)
    edits = [set_(path.child("requests").key(name), text)]
    if _is_whole(name) and limit is not None:
        # Of devices request and limit must be the same.
        edits.append(set_(path.child("limits").key(name), text))
    yield Remedy(f"Ask for {text} of {name}", path.child("requests").key(name), tuple(edits))


def _limit(resources: Document, name: str) -> Any:
    return mapping_at(resources, ("limits",)).get(name)


def _for_labels(cluster: ClusterState, written: Document) -> Iterator[Remedy]:
    """Choose a value that some node has for each label of the node selector that none has so."""
    path = SPEC.child("nodeSelector")
    for key, value in mapping_at(written, path).items():
        values = sorted({node.labels[key] for node in cluster.nodes if key in node.labels})
        if value in values:
            continue
        for other in values[:MOST_OFFERED]:
            yield Remedy(f"Choose nodes with {key}={other}", path.key(key), (set_(path.key(key), other),))
        yield Remedy(f"Choose nodes whatever their {key}", path.key(key), (remove_(path.key(key)),))


def _for_ports(nodes: Sequence[NodeInfo], pod: PodInfo, written: Document) -> Iterator[Remedy]:
    """Give up ports of the node that are taken on all of the nodes."""
    taken = {port.port for port in pod.host_ports if nodes and all(node.has_port(port) for node in nodes)}
    for i, container in enumerate(listed(written, ("spec", "containers"))):
        for n, port in enumerate(listed(container, ("ports",))):
            if isinstance(port, dict) and port.get("hostPort") in taken:
                path = SPEC.child("containers").index(i).child("ports").index(n).child("hostPort")
                yield Remedy(f"Give up the node's port {port['hostPort']}", path, (remove_(path),))


def _count(name: str, value: Any) -> int:
    return counts(amounts({name: value})).get(name, 0) if value is not None else 0


def _is_whole(name: str) -> bool:
    """Whether a resource is counted in pieces, as devices are."""
    return "/" in name


def _text(name: str, count: int) -> str | int:
    """An amount as people write it; of memory whole mebibytes, rounded down. "" for less than one."""
    if name == CPU:
        return f"{count}m"
    if _is_whole(name):
        return count
    return f"{count // _MEBI}Mi" if count >= _MEBI else ""
