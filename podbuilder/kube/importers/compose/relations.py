"""What the services of a file must have in common with the rest of it, and what they mean for each other.

Mirrors loader/validate.go and loader/normalize.go of compose-go v2.9.1. Where Compose refuses the file, a problem is
told; what was read stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.core.quoting import cut
from podbuilder.kube.importers.compose.problem import ComposeProblem

_SERVICE = "service:"
_SHARED = ("network_mode", "ipc", "pid", "uts", "cgroup")


def dependencies_of(service: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """What a service waits for, with those services whose network, processes or volumes it uses."""
    found = dict(service.get("depends_on", {}))
    implied = {"condition": "service_started", "required": True}
    for link in service.get("links", ()):
        name, _, alias = link.partition(":")
        found.setdefault(link if ":" in alias else name, {**implied, "restart": True})
    for key in _SHARED:
        mode = service.get(key) or ""
        if mode.startswith(_SERVICE):
            found.setdefault(mode.removeprefix(_SERVICE), {**implied, "restart": True})
    for source in service.get("volumes_from", ()):
        if not source.startswith("container:"):
            found.setdefault(source.partition(":")[0], {**implied, "restart": False})
    return found


def check(resolved: Mapping[str, Any]) -> Iterator[ComposeProblem]:
    """What does not fit together."""
    for name, service in resolved.get("services", {}).items():
        path = FieldPath(("services", name))
        yield from _names(service, resolved, path)
        yield from _contradictions(service, path)
        yield from _mounts(service, path)


def _names(service: Mapping[str, Any], resolved: Mapping[str, Any], path: FieldPath) -> Iterator[ComposeProblem]:
    """What a service names and the file does not have."""
    services = resolved["services"]
    for other, how in service.get("depends_on", {}).items():
        if other not in services and how.get("required", True):
            yield _missing(path.child("depends_on", other), "service", other)
    for network in service.get("networks", {}):
        if network != "default" and network not in resolved.get("networks", {}):
            yield _missing(path.child("networks", network), "network", network)
    for index, mount in enumerate(service.get("volumes", ())):
        source = mount.get("source")
        if mount.get("type") == "volume" and source and source not in resolved.get("volumes", {}):
            yield _missing(path.child("volumes").index(index), "volume", source)
    for key in ("secrets", "configs"):
        for index, mount in enumerate(service.get(key, ())):
            if mount.get("source") not in resolved.get(key, {}):
                yield _missing(path.child(key).index(index), key[:-1], mount.get("source", ""))


def _missing(path: FieldPath, what: str, name: str) -> ComposeProblem:
    return ComposeProblem(path, f"The file has no {what} “{cut(name)}”.")


def _contradictions(service: Mapping[str, Any], path: FieldPath) -> Iterator[ComposeProblem]:
    if not (service.get("image") or "build" in service or "provider" in service) and "extends" not in service:
        yield ComposeProblem(path, "A service needs an image, or a build that makes one.")
    if service.get("network_mode") and service.get("networks"):
        yield ComposeProblem(path.child("network_mode"), "A service has either network_mode or networks.")
    deploy = service.get("deploy") or {}
    scale, replicas = service.get("scale"), deploy.get("replicas")
    if None not in (scale, replicas) and scale != replicas:
        yield ComposeProblem(path.child("scale"), "This differs from deploy.replicas. Keep one of them.")
    count = replicas if scale is None else scale
    if count is not None and count < 0:
        yield ComposeProblem(path, "The number of replicas must not be negative.")
    elif service.get("container_name") and (count or 1) > 1:
        yield ComposeProblem(path.child("container_name"), "Several replicas cannot have one name.")
    limits = deploy.get("resources", {}).get("limits")
    for key, of in (("cpus", "cpus"), ("mem_limit", "memory"), ("pids_limit", "pids")):
        if service.get(key) and limits is not None and limits.get(of, 0) != service[key]:
            yield ComposeProblem(path.child(key), f"This differs from deploy.resources.limits.{of}. Keep one of them.")


def _mounts(service: Mapping[str, Any], path: FieldPath) -> Iterator[ComposeProblem]:
    """Folders of a container in which two things are mounted."""
    taken = set()
    targets = [("tmpfs", text.partition(":")[0]) for text in service.get("tmpfs", ())]
    targets += [("volumes", mount["target"]) for mount in service.get("volumes", ())]
    for number, (key, target) in enumerate(targets):
        if target in taken:
            index = number - (len(service.get("tmpfs", ())) if key == "volumes" else 0)
            yield ComposeProblem(path.child(key).index(index), "Something else is mounted in this folder already.")
        taken.add(target)
