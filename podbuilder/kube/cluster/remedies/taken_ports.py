"""Ports of the node that other pods have taken: give them up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.cluster.remedies.refused_pod import RefusedPod
from podbuilder.kube.cluster.remedies.remedy import Remedy, Size
from podbuilder.kube.cluster.scheduling.filters.node_ports import NodePorts
from podbuilder.kube.core.document import get, listed
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.core.pod_containers import SPEC, visit_containers
from podbuilder.kube.manifest import Edit, remove_

NAME = NodePorts.NAME


def remedies(refused: RefusedPod) -> Iterator[Remedy]:
    """Give up each port that is taken on some node, and all that are taken on a node together."""
    nodes = refused.refused_by(NAME)
    taken = {port.port for port in refused.info.host_ports if any(node.has_port(port) for node in nodes)}
    if get(refused.written, (*SPEC, "hostNetwork")) is True:
        # The containers' own ports are ports of the node then.
        path = SPEC.child("hostNetwork")
        title = "Give up the node's network, and so its ports"
        yield Remedy(title, path, (remove_(path), *_removals(refused, taken)), Size.PURPOSE)
        return
    found: dict[int, list[FieldPath]] = {}
    for path, number in _ports(refused):
        if number in taken:
            found.setdefault(number, []).append(path)
    for port, paths in found.items():
        yield Remedy(f"Give up the node's port {port}", paths[0], tuple(map(remove_, paths)), Size.DROPPED)
    if len(found) > 1:
        edits = _removals(refused, taken)
        title = f"Give up the node's ports {', '.join(map(str, found))}"
        yield Remedy(title, edits[0].path, edits, Size.DROPPED)


def _removals(refused: RefusedPod, taken: set[int]) -> tuple[Edit, ...]:
    return tuple(remove_(path) for path, number in _ports(refused) if number in taken)


def _ports(refused: RefusedPod) -> Iterator[tuple[FieldPath, Any]]:
    """The fields that name a port of the node, with their values."""
    for path, container, _ in visit_containers(refused.written):
        for i, port in enumerate(listed(container, ("ports",))):
            if get(port, ("hostPort",)) is not None:
                yield path.child("ports").index(i).child("hostPort"), port["hostPort"]
