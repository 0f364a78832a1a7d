"""How the parts of a pod are connected: ports, mounts, volumes, devices, calls between containers. Data for drawings.

Anything of the wrong shape is skipped: the drawing of an unfinished pod shows what there is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from podbuilder.kube.core.document import get
from podbuilder.kube.core.field import Document, FieldPath
from podbuilder.kube.core.pod_containers import SPEC, Visited, is_native_sidecar, visit_containers

PROBES = ("startupProbe", "readinessProbe", "livenessProbe")
# Volumes whose files cannot be written.
READ_ONLY = frozenset({"configMap", "secret", "downwardAPI", "projected", "image"})
# The field that names what is behind a volume, by the volume's type.
_BEHIND = {
    "configMap": "name",
    "secret": "secretName",
    "persistentVolumeClaim": "claimName",
    "hostPath": "path",
    "csi": "driver",
    "nfs": "server",
    "image": "reference",
}
UNDECLARED = "not declared"
_LOCAL = re.compile(r"(?:localhost|127\.0\.0\.1|\[::1\]):(\d{1,5})(?!\d)")
_LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Port:
    """A port that a container declares."""

    number: int
    protocol: str
    name: str
    # The port of the node that leads to it; None if it is reached only at the pod's address.
    on_node: int | None


@dataclass(frozen=True, slots=True)
class Mount:
    """A volume in a container: mounted at a path, or as a raw device."""

    volume: str
    at: str
    reads_only: bool


@dataclass(frozen=True, slots=True)
class Call:
    """A container's connection to another one of the pod, through localhost."""

    port: int
    to: FieldPath


@dataclass(frozen=True, slots=True)
class Wired:
    """A container with everything that connects it."""

    path: FieldPath
    name: str
    image: str
    # Whether it is an init container, and whether it is one that keeps running: a native sidecar.
    is_init: bool
    is_native: bool
    ports: tuple[Port, ...]
    mounts: tuple[Mount, ...]
    calls: tuple[Call, ...]
    probes: tuple[str, ...]
    # Resource and count; a claim's count is "claim".
    devices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Volume:
    """A volume: its type (emptyDir, configMap, …), what is behind it, and the containers that mount it."""

    path: FieldPath
    name: str
    kind: str
    behind: str
    mounted_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wiring:
    """A whole pod."""

    name: str
    on_host_network: bool
    containers: tuple[Wired, ...]
    volumes: tuple[Volume, ...]


def wiring(pod: Document) -> Wiring:
    """The containers in the order of their lists (init, app, ephemeral), and the volumes."""
    host = get(pod, ("spec", "hostNetwork")) is True
    visited = list(visit_containers(pod))
    kinds = {_text(v, "name"): _kind(v) for v in _items(get(pod, ("spec", "volumes")))}
    listening = _listening(visited)
    containers = tuple(_wired(v, listening, kinds, host) for v in visited)
    return Wiring(_text(get(pod, ("metadata",)), "name"), host, containers, tuple(_volumes(pod, containers)))


def _listening(visited: list[Visited]) -> dict[int, list[FieldPath]]:
    """By port, the first two containers that listen on it: one of them is not the caller."""
    found: dict[int, list[FieldPath]] = {}
    for path, container, _ in visited:
        for item in _items(container.get("ports")):
            number = item.get("containerPort")
            if type(number) is int:
                known = found.setdefault(number, [])
                if len(known) < 2 and path not in known:
                    known.append(path)
    return found


def _wired(visited: Visited, listening: dict[int, list[FieldPath]], kinds: dict[str, str], host: bool) -> Wired:
    path, container, kind = visited
    return Wired(
        path,
        _text(container, "name"),
        _text(container, "image"),
        kind == "initContainers",
        is_native_sidecar(container, kind),
        tuple(_ports(container, host)),
        tuple(_mounts(container, kinds)),
        tuple(_calls(visited, listening)),
        tuple(name.removesuffix("Probe") for name in PROBES if isinstance(container.get(name), dict)),
        tuple(_devices(container)),
    )


def _ports(container: dict[str, Any], host: bool) -> Iterator[Port]:
    for item in _items(container.get("ports")):
        number, on_node = item.get("containerPort"), item.get("hostPort")
        if type(number) is int:
            node = on_node if type(on_node) is int else number if host else None
            yield Port(number, _text(item, "protocol") or "TCP", _text(item, "name"), node or None)


def _mounts(container: dict[str, Any], kinds: dict[str, str]) -> Iterator[Mount]:
    for item in _items(container.get("volumeMounts")):
        name = _text(item, "name")
        yield Mount(name, _text(item, "mountPath"), item.get("readOnly") is True or kinds.get(name) in READ_ONLY)
    for item in _items(container.get("volumeDevices")):
        yield Mount(_text(item, "name"), _text(item, "devicePath"), reads_only=False)


def _calls(visited: Visited, listening: dict[int, list[FieldPath]]) -> Iterator[Call]:
    """The containers that listen on the localhost ports named in this container's variables, command and arguments."""
    container = visited.container
    texts = [item.get("value") for item in _items(container.get("env"))]
    for name in ("command", "args"):
        words = container.get(name)
        texts += words if isinstance(words, list) else []
    said = (text[:_LONGEST] for text in texts if isinstance(text, str))
    for port in dict.fromkeys(int(number) for text in said for number in _LOCAL.findall(text)):
        for other in listening.get(port, ()):
            if other != visited.path:
                yield Call(port, other)
                break


def _devices(container: dict[str, Any]) -> Iterator[tuple[str, str]]:
    resources = container.get("resources")
    counts: dict[str, str] = {}
    for side in ("requests", "limits"):
        amounts = get(resources, (side,))
        counts |= {str(k): str(v) for k, v in amounts.items()} if isinstance(amounts, dict) else {}
    for name, count in counts.items():
        domain, slash, _ = name.partition("/")
        if slash and not domain.endswith("kubernetes.io"):
            yield name, count
    for claim in _items(get(resources, ("claims",))):
        yield _text(claim, "name"), "claim"


def _volumes(pod: Document, containers: tuple[Wired, ...]) -> Iterator[Volume]:
    by: dict[str, list[str]] = {}
    for container in containers:
        for name in dict.fromkeys(m.volume for m in container.mounts if m.volume):
            by.setdefault(name, []).append(container.name)
    declared = get(pod, ("spec", "volumes"))
    path = SPEC.child("volumes")
    for i, item in enumerate(declared if isinstance(declared, list) else ()):
        if isinstance(item, dict):
            kind = _kind(item)
            behind = _text(item.get(kind), _BEHIND.get(kind, ""))
            if get(item, ("emptyDir", "medium")) == "Memory":
                behind = "in memory"
            name = _text(item, "name")
            yield Volume(path.index(i), name, kind, behind, tuple(by.pop(name, ())))
    for name, mounters in by.items():
        yield Volume(path, name, UNDECLARED, "", tuple(mounters))


def _kind(volume: dict[str, Any]) -> str:
    """The volume's type; to the server, a volume without one is an emptyDir."""
    return next((str(key) for key in volume if key != "name"), "emptyDir")


def _items(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _text(value: Any, name: str) -> str:
    found = value.get(name) if isinstance(value, dict) else None
    return found if isinstance(found, str) else ""
