"""The containers, volumes, ports and mounts of a pod, however malformed it is, and edits to its lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from podbuilder.kube.core.document import get, listed, outermost_emptied
from podbuilder.kube.core.field import Document, FieldPath
from podbuilder.kube.core.pod_containers import CONTAINERS, visit_containers
from podbuilder.kube.manifest import Edit, insert_, remove_, set_

NAME_LENGTH = 63
PORT_NAME_LENGTH = 15
# Volumes whose files nobody can write.
READ_ONLY_SOURCES = ("configMap", "secret", "downwardAPI", "projected", "image")


def items(node: Any, *path: str | int) -> list[dict[str, Any]]:
    """The objects in the list at `path`; none where there is no list."""
    return [item for item in listed(node, path) if isinstance(item, dict)]


def names(things: Iterable[dict[str, Any]]) -> list[str]:
    """The names that these objects have."""
    return [thing["name"] for thing in things if isinstance(thing.get("name"), str)]


def container_names(pod: Document, kinds: tuple[str, ...] | None = None) -> list[str]:
    """The names of the pod's containers."""
    visited = visit_containers(pod, kinds) if kinds else visit_containers(pod)
    return names(container for _, container, _ in visited)


def without_blank(pod: Document) -> Document:
    """The pod without its only app container, if that container is empty, as it is in a blank pod.

    A container in which somebody wrote more than a name is kept.
    """
    found = get(pod, ("spec", CONTAINERS))
    only = found[0] if isinstance(found, list) and len(found) == 1 else None
    if not isinstance(only, dict) or not set(only) <= {"name", "image"} or only.get("image"):
        return pod
    return {**pod, "spec": {k: v for k, v in pod["spec"].items() if k != CONTAINERS}}


def container_path(pod: Document, name: str) -> FieldPath | None:
    """The path of the app container with this name."""
    return next((path for path, c, _ in visit_containers(pod, (CONTAINERS,)) if c.get("name") == name), None)


def volume(pod: Document, name: str) -> dict[str, Any] | None:
    """The volume with this name."""
    return next((v for v in items(pod, "spec", "volumes") if v.get("name") == name), None)


def is_writable(volume: dict[str, Any]) -> bool:
    """Whether a container can write into the volume at all."""
    return not any(source in volume for source in READ_ONLY_SOURCES)


def mounts(pod: Document, container: str) -> dict[str, str]:
    """The volume at each path where the app container with this name mounts one."""
    path = container_path(pod, container)
    found = items(pod, *path, "volumeMounts") if path else []
    return {str(m.get("mountPath", "")).rstrip("/"): str(m.get("name", "")) for m in found}


def ports(pod: Document) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Every port of every container, with the container."""
    for _, container, _ in visit_containers(pod):
        for port in items(container, "ports"):
            yield container, port


def taken_ports(pod: Document) -> dict[int, str]:
    """The port numbers in use, with the container that has each; a pod's containers share one address."""
    found: dict[int, str] = {}
    for container, port in ports(pod):
        for key in ("containerPort", "hostPort"):
            if type(port.get(key)) is int:
                found.setdefault(port[key], str(container.get("name", "")))
    return found


def unique(name: str, taken: Iterable[str], length: int = NAME_LENGTH) -> str:
    """The name, or the name with the first number that makes it a new one."""
    used = set(taken)
    name = name[:length].rstrip("-")
    candidate, number = name, 2
    while candidate in used:
        ending = f"-{number}"
        candidate = name[: length - len(ending)].rstrip("-") + ending
        number += 1
    return candidate


def append(pod: Document, path: FieldPath, additions: list[Any], *, first: bool = False) -> Iterator[Edit]:
    """The edits that add these at the end of a list, or at its beginning; a missing list is created."""
    if not additions:
        return
    present = get(pod, path)
    if not isinstance(present, list):
        yield set_(path, additions)
        return
    start = 0 if first else len(present)
    for offset, addition in enumerate(additions):
        yield insert_(path.index(start + offset), addition)


def without(pod: Document, path: FieldPath, floor: FieldPath) -> Edit:
    """The edit that removes a value and the parents that it would leave empty; `floor` stays in any case."""
    return remove_(outermost_emptied(pod, path, lambda parent: len(parent) > len(floor)))
