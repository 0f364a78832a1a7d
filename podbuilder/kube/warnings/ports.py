"""Warnings about ports that say the same thing twice, or one thing in two ways."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from podbuilder.kube.core.field import Document, FieldPath, FieldWarning
from podbuilder.kube.core.pod_containers import visit_containers
from podbuilder.kube.core.quoting import quote


@dataclass(slots=True)
class _Users:
    """The ports so far with one number and protocol; only the first of each sort, so that the cost stays linear."""

    any: FieldPath
    without_host_port: FieldPath | None = None
    exactly: dict[tuple[str, int], FieldPath] = field(default_factory=dict)
    # By host port and by whether the address is left open.
    by_host_port: dict[tuple[int, bool], FieldPath] = field(default_factory=dict)

    def add(self, path: FieldPath, host_ip: str, host_port: int) -> None:
        if not host_port and self.without_host_port is None:
            self.without_host_port = path
        self.exactly.setdefault((host_ip, host_port), path)
        self.by_host_port.setdefault((host_port, not host_ip), path)

    def clash(self, host_ip: str, host_port: int) -> str:
        """How another port clashes with the earlier ones, as a sentence; empty if it does not."""
        same = self.exactly.get((host_ip, host_port))
        if same is not None:
            return f"This port is already defined at {same}. Remove one of the two."
        other = self.without_host_port if host_port else self.any
        if other is not None:
            return f"This port overlaps the one at {other}, which differs only in its hostPort."
        other = self.by_host_port.get((host_port, bool(host_ip)))
        if other is not None:
            return f"This port and the one at {other} take the same hostPort, and only one of them names a hostIP."
        return ""


def warnings_for_ports(pod: Document, minor: int) -> Iterator[FieldWarning]:
    """Mirrors warningsForPodSpecAndMeta, Kubernetes v1.36, pkg/api/pod, with at most one clash for each port."""
    if minor < 28:
        return
    users: dict[tuple[Any, Any], _Users] = {}
    names: dict[str, FieldPath] = {}
    for container_path, container, _ in visit_containers(pod):
        for i, port in enumerate(container.get("ports") or ()):
            path = container_path.child("ports").index(i)
            yield from _definition(port, path, users)
            name = port.get("name")
            if name and minor >= 33:
                first = names.setdefault(name, path)
                if first is not path:
                    message = (
                        f"The port name {quote(name)} is already used at {first}; Services and probes use that one."
                    )
                    yield FieldWarning(path, message)


def _definition(port: dict[str, Any], path: FieldPath, users: dict[tuple[Any, Any], _Users]) -> Iterator[FieldWarning]:
    host_ip, host_port = port.get("hostIP", ""), port.get("hostPort", 0)
    if host_ip and not host_port:
        yield FieldWarning(path, "A hostIP does nothing without a hostPort. Set a hostPort, or remove the hostIP.")
    key = (port.get("containerPort"), port.get("protocol", "TCP"))
    earlier = users.get(key)
    if earlier is None:
        earlier = users[key] = _Users(path)
    elif message := earlier.clash(host_ip, host_port):
        yield FieldWarning(path, message)
    earlier.add(path, host_ip, host_port)
