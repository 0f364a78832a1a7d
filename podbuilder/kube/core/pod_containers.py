"""Every container of a pod with its path, so that no rule forgets a kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from podbuilder.kube.core import document
from podbuilder.kube.core.field import Document, FieldPath

SPEC = FieldPath(("spec",))
# Where every container has memory that its processes share.
SHARED_MEMORY = "/dev/shm"  # noqa: S108 - a path in the container
INIT_CONTAINERS = "initContainers"
CONTAINERS = "containers"
EPHEMERAL_CONTAINERS = "ephemeralContainers"
KINDS = (INIT_CONTAINERS, CONTAINERS, EPHEMERAL_CONTAINERS)


class Visited(NamedTuple):
    """A container, its path, and the list it is in (one of KINDS)."""

    path: FieldPath
    container: dict[str, Any]
    kind: str


def visit_containers(pod: Document, kinds: tuple[str, ...] = KINDS) -> Iterator[Visited]:
    """The containers of a pod in the order upstream visits them: init, app, ephemeral.

    Mirrors VisitContainersWithPath, Kubernetes v1.36, pkg/api/pod. Items that are not objects are skipped.
    """
    spec = pod.get("spec")
    if not isinstance(spec, dict):
        return
    for kind in kinds:
        items = spec.get(kind)
        if not isinstance(items, list):
            continue
        path = SPEC.child(kind)
        for i, item in enumerate(items):
            if isinstance(item, dict):
                yield Visited(path.index(i), item, kind)


def container_name(pod: Document, path: FieldPath) -> str | None:
    """The name of the container that a path of the pod leads into; None outside containers, or without a name."""
    if len(path) < 3 or path[1] not in KINDS:
        return None
    name = document.get(pod, (*path[:3], "name"))
    return name if isinstance(name, str) else None


def is_native_sidecar(container: dict[str, Any], kind: str) -> bool:
    """Whether this init container keeps running alongside the app (restartPolicy: Always)."""
    return kind == INIT_CONTAINERS and container.get("restartPolicy") == "Always"
