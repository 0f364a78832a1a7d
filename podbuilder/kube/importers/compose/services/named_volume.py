"""Volumes that a service names: a claim, or what the file's own definition of the volume says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from podbuilder.kube.conversion_report.note import Note, carried, companion, different
from podbuilder.kube.importers.compose.services.key_context import KeyContext
from podbuilder.kube.importers.container_settings.imported_pod import ContainerParts
from podbuilder.kube.importers.container_settings.mount import Mount
from podbuilder.kube.importers.container_settings.object_names import label
from podbuilder.kube.importers.container_settings.volume_claim import claim_of, copy_files
from podbuilder.kube.importers.container_settings.volume_mount import mount_volume

CLAIM = "PersistentVolumeClaim"
_EMPTY = "It is empty at first: Compose copies the image's files into a new volume, Kubernetes does not."


def mount_named(context: KeyContext, mount: Mount) -> Note:
    """Mount the volume of a name."""
    parts = context.parts
    definition = context.plan.file.volumes.get(mount.source) or {}
    source = source_of(definition)
    if source is not None:
        mount_volume(parts, mount, source, label(mount.source, "data"))
        return carried(_last(parts))
    name = claim_name(mount.source, definition)
    if definition.get("external"):
        mount_volume(parts, mount, {"persistentVolumeClaim": {"claimName": name}})
        return different(_last(parts), f"The claim {name} has to be there; its volume is not made by this file.")
    claim, says = claim_of(parts, name)
    mount_volume(parts, mount, {"persistentVolumeClaim": {"claimName": claim}})
    if not (mount.no_copy or mount.subpath or context.service.is_init) and not copy_files(parts, mount, claim):
        says = f"{says} {_EMPTY}"
    return companion(CLAIM, claim, says)


def claim_name(volume: str, definition: Mapping[str, Any]) -> str:
    """The name of the claim for a volume."""
    return label(definition.get("name") or volume, "data")


def source_of(definition: Mapping[str, Any]) -> dict[str, Any] | None:
    """The volume that the options of a driver describe: NFS, memory or a folder of the node; None for a claim."""
    options = {name: str(value) for name, value in (definition.get("driver_opts") or {}).items()}
    kind, device = options.get("type", ""), options.get("device", "")
    flags = dict(flag.partition("=")[::2] for flag in options.get("o", "").split(","))
    if kind in ("nfs", "nfs4") and flags.get("addr") and device:
        return {"nfs": {"server": flags["addr"], "path": _exported(device)}}
    if kind == "tmpfs":
        return {"emptyDir": {"medium": "Memory"}}
    if "bind" in flags and device.startswith("/") and ".." not in device.split("/"):
        return {"hostPath": {"path": device}}
    return None


def _exported(device: str) -> str:
    """The path behind the host, which may be left out: `:/exports/data`."""
    path = device.partition(":")[2] or device
    return path if path.startswith("/") else f"/{path}"


def _last(parts: ContainerParts) -> str:
    return parts.at(f"volumeMounts[{len(parts.container['volumeMounts']) - 1}]")
