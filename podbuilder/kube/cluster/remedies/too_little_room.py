"""More than any node has left: ask for as much as one has, or for a device that nodes have."""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.cluster.remedies.container_amounts import REQUESTS, ContainerAmounts, is_whole, text_of
from podbuilder.kube.cluster.remedies.refused_pod import RefusedPod
from podbuilder.kube.cluster.remedies.remedy import Remedy, Size
from podbuilder.kube.cluster.scheduling.amounts import CPU, PODS
from podbuilder.kube.cluster.scheduling.filters.node_resources_fit import NodeResourcesFit
from podbuilder.kube.cluster.scheduling.node_info import NodeInfo
from podbuilder.kube.core.document import get
from podbuilder.kube.core.pod_requests import MEMORY
from podbuilder.kube.manifest import Edit, remove_, set_

NAME = NodeResourcesFit.NAME
_COMPUTED = (CPU, MEMORY, "ephemeral-storage")
# As many sets of resources are looked at, those that take the least away, and as many other devices.
_MOST_ROOMS, _MOST_DEVICES = 3, 3

# What is short on a node, and what is left of it.
Room = tuple[tuple[str, int], ...]


def remedies(refused: RefusedPod) -> Iterator[Remedy]:
    """Ask for less on a node that is short of something; for what nodes have; or for no such thing."""
    wanted = refused.info.requests
    nodes = refused.best_of(refused.refused_by(NAME), **_without_requests(refused))
    # Of nodes that are short of the same things, the one that has most left.
    rooms: dict[tuple[str, ...], Room] = {}
    for room in sorted((_room(node, wanted) for node in nodes), key=lambda one: _loss(one, wanted)):
        rooms.setdefault(tuple(name for name, _ in room), room)
    for room in [one for one in rooms.values() if one][:_MOST_ROOMS]:
        found = ContainerAmounts(refused.written, refused.stored, refused.version)
        for name, left in room:
            if left > 0:
                found.lower(REQUESTS, name, left)
            else:
                found.drop(name)
        amounts = found.of_pod(REQUESTS)
        words = [f"{text_of(name, amounts[name])} of {name}" if left > 0 else f"no {name}" for name, left in room]
        size = Size.OTHER if all(left > 0 for _, left in room) else Size.DROPPED
        yield Remedy(f"Ask for {' and '.join(words)}", found.field, found.edits, size)
    for name in wanted:
        if name not in _COMPUTED and any(_lacks(node, name, wanted[name]) for node in nodes):
            yield from _of_device(refused, name, wanted[name])


def _without_requests(refused: RefusedPod) -> dict[str, object]:
    """Fields of a pod that asks for nothing."""
    fields: dict[str, object] = {"resources": None, "overhead": None}
    for kind in ("initContainers", "containers"):
        fields[kind] = [{**one, "resources": {}} for one in refused.spec.get(kind) or ()]
    return fields


def _room(node: NodeInfo, wanted: dict[str, int]) -> Room:
    """What is left of all that is short on a node; empty if that is nothing of what every pod needs."""
    left = {name: node.allocatable.get(name, 0) - node.requested.get(name, 0) for name in wanted if name != PODS}
    short = tuple((name, amount) for name, amount in left.items() if amount < wanted[name])
    return short if all(amount > 0 or name not in _COMPUTED for name, amount in short) else ()


def _loss(room: Room, wanted: dict[str, int]) -> float:
    return sum(1 - left / wanted[name] for name, left in room)


def _lacks(node: NodeInfo, name: str, amount: int) -> bool:
    return amount > node.allocatable.get(name, 0) - node.requested.get(name, 0)


def _of_device(refused: RefusedPod, name: str, amount: int) -> Iterator[Remedy]:
    """Another device of which some node has as many, or none."""
    found = ContainerAmounts(refused.written, refused.stored, refused.version)
    found.drop(name)
    gone = found.edits
    others = {
        other
        for node in refused.cluster.nodes
        for other in node.allocatable
        if is_whole(other) and is_whole(name) and other != name and not _lacks(node, other, amount)
    }
    same_vendor_first = sorted(others, key=lambda one: (one.partition("/")[0] != name.partition("/")[0], one))
    for other in same_vendor_first[:_MOST_DEVICES]:
        yield Remedy(f"Ask for {other} instead of {name}", found.field, _renamed(refused, gone, other))
    yield Remedy(f"Ask for no {name}", found.field, gone, Size.DROPPED)


def _renamed(refused: RefusedPod, gone: tuple[Edit, ...], other: str) -> tuple[Edit, ...]:
    """The edits that put another resource in the place of one."""
    added = [set_(edit.path.parent.key(other), get(refused.written, edit.path)) for edit in gone]
    return tuple(edit for one, new in zip(gone, added, strict=True) for edit in (remove_(one.path), new))
