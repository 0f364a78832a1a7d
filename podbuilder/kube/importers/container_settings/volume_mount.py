"""One volume of a pod and where a container has it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from podbuilder.kube.importers.container_settings.host_path import base_name
from podbuilder.kube.importers.container_settings.imported_pod import ContainerParts
from podbuilder.kube.importers.container_settings.mount import Mount
from podbuilder.kube.importers.container_settings.object_names import label

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
    parts.mount_paths.add(mount.target.rstrip("/"))
    return name


def _is_both_ways(parts: ContainerParts, mount: Mount) -> bool:
    """Whether mounts reach the node, too, which only those of privileged containers do."""
    return mount.propagation in _BOTH_WAYS and bool(parts.container.get("securityContext", {}).get("privileged"))


def _volume(parts: ContainerParts, source: Mapping[str, Any], name: str) -> str:
    pod, content = parts.pod, repr(source)
    if content in pod.volumes:
        return pod.volumes[content]
    taken = pod.volume_names.take(name)
    if "emptyDir" not in source:
        pod.volumes[content] = taken
    pod.spec.setdefault("volumes", []).append({"name": taken, **source})
    return taken
