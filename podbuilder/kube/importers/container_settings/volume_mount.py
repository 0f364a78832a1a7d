"""One volume of a pod and where a container has it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from podbuilder.kube.importers.container_settings.host_path import base_name
from podbuilder.kube.importers.container_settings.imported_pod import ContainerParts
from podbuilder.kube.importers.container_settings.mount import Mount
from podbuilder.kube.importers.container_settings.object_names import free, label

_FROM_HOST = ("slave", "rslave")
_BOTH_WAYS = ("shared", "rshared")
_INSIDE = re.compile(r"(?:^|/)\.\.(?:/|$)")


def mount_volume(
    parts: ContainerParts, mount: Mount, source: Mapping[str, Any], name: str = "", sub_path: str = ""
) -> str:
    """Give the pod this volume, unless it has it, and mount it; the name of the volume."""
    name = _volume(
        parts, source, name or label((mount.source and base_name(mount.source)) or base_name(mount.target), "data")
    )
    entry: dict[str, Any] = {"name": name, "mountPath": mount.target}
    if mount.is_read_only:
        entry["readOnly"] = True
    if mount.is_read_only and mount.recursive == "readonly" and not mount.propagation:
        entry["recursiveReadOnly"] = "IfPossible"
    path = sub_path or mount.subpath.strip("/")
    if path and not _INSIDE.search(path):
        entry["subPath"] = path
    if mount.propagation in (*_FROM_HOST, *_BOTH_WAYS):
        entry["mountPropagation"] = "Bidirectional" if _is_both_ways(parts, mount) else "HostToContainer"
    parts.append("volumeMounts", entry)
    return name


def _is_both_ways(parts: ContainerParts, mount: Mount) -> bool:
    """Whether mounts reach the node, too, which only those of privileged containers do."""
    return mount.propagation in _BOTH_WAYS and bool(parts.container.get("securityContext", {}).get("privileged"))


def _volume(parts: ContainerParts, source: Mapping[str, Any], name: str) -> str:
    volumes: list[dict[str, Any]] = parts.pod.spec.setdefault("volumes", [])
    ((kind, content),) = source.items()
    for volume in volumes:
        if volume.get(kind) == content and kind != "emptyDir":
            return str(volume["name"])
    name = free(name, {volume["name"] for volume in volumes})
    volumes.append({"name": name, **source})
    return name
