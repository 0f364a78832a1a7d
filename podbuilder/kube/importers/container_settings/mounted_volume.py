"""Mounts of a container as volumes of its pod: claims for named volumes, and what stands for folders of a machine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from podbuilder.kube.conversion_report.note import Note, carried, companion, different, left
from podbuilder.kube.conversion_report.report import Outcome
from podbuilder.kube.core.pod_containers import SHARED_MEMORY
from podbuilder.kube.importers.container_settings.docker_size import size_quantity
from podbuilder.kube.importers.container_settings.host_folder import mount_host_path
from podbuilder.kube.importers.container_settings.imported_pod import ContainerParts
from podbuilder.kube.importers.container_settings.mount import Mount, MountType
from podbuilder.kube.importers.container_settings.object_names import is_label
from podbuilder.kube.importers.container_settings.volume_claim import claim_of, copy_files
from podbuilder.kube.importers.container_settings.volume_mount import mount_volume

_IGNORED = {
    **dict.fromkeys(
        ("z", "Z"), "Relabelling for SELinux is the node's matter; securityContext.seLinuxOptions sets a label."
    ),
    "volume-driver": "A storage class decides where a claim's volume comes from.",
    "volume-opt": "A storage class decides where a claim's volume comes from.",
    "volume-label": "Labels of volumes are not taken over.",
    "tmpfs-mode": "The mode of a volume in memory cannot be set.",
}
_LOST = "{} has no counterpart in a volume of Kubernetes."


def add_mount(parts: ContainerParts, mount: Mount) -> Note:
    """Mount something in the container, and let the pod have the volume for it."""
    note = _by_type(parts, mount)
    extras = [*_chowned(parts, mount), *(_IGNORED.get(one, _LOST.format(one)) for one in mount.ignored)]
    extras = list(dict.fromkeys(extras))
    if not extras or note.outcome in (Outcome.LEFT, Outcome.REFUSED):
        return note
    outcome = Outcome.DIFFERENT if note.outcome is Outcome.CARRIED else note.outcome
    return Note(outcome, note.to, " ".join(filter(None, (note.says, *extras))))


def overridden(mounts: Sequence[Mount | None]) -> list[bool]:
    """Which mounts a later one at the same path takes the place of."""
    targets = [mount and (mount.target.rstrip("/") or "/") for mount in mounts]
    last = {target: number for number, target in enumerate(targets)}
    return [target is not None and last[target] > number for number, target in enumerate(targets)]


def _by_type(parts: ContainerParts, mount: Mount) -> Note:
    if mount.is_overlay:
        mount_volume(parts, mount, {"emptyDir": {}})
        return different(
            _last(parts), "Changes go into an empty folder that lives as long as the pod; the files below are missing."
        )
    if mount.type is MountType.BIND:
        return mount_host_path(parts, mount)
    if mount.type is MountType.TMPFS:
        return _tmpfs(parts, mount)
    if mount.type is MountType.IMAGE:
        mount_volume(parts, mount, {"image": {"reference": mount.source}})
        return carried(_last(parts))
    if mount.type is not MountType.VOLUME:
        return left(_OTHERS[mount.type])
    return _named(parts, mount) if mount.source else _anonymous(parts, mount)


_OTHERS = {
    MountType.NPIPE: "A named pipe of Windows needs a hostPath volume of a Windows node.",
    MountType.CLUSTER: "A cluster volume of Swarm needs a claim of a storage class.",
}


def _named(parts: ContainerParts, mount: Mount) -> Note:
    claim, says = claim_of(parts, mount.source)
    mount_volume(parts, mount, {"persistentVolumeClaim": {"claimName": claim}})
    if not is_label(mount.source):
        says = f"{says} Its name was made one that Kubernetes allows."
    if not mount.no_copy and not copy_files(parts, mount, claim):
        says += " It is empty at first: docker copies the image's files into a new volume, Kubernetes does not."
    return companion("PersistentVolumeClaim", claim, says)


def _anonymous(parts: ContainerParts, mount: Mount) -> Note:
    mount_volume(parts, mount, {"emptyDir": {}})
    return different(_last(parts), "It lives as long as the pod, and is empty at first.")


def _tmpfs(parts: ContainerParts, mount: Mount) -> Note:
    content: dict[str, Any] = {"medium": "Memory"}
    size = size_quantity(mount.size) if mount.size else None
    if size:
        content["sizeLimit"] = size
    mount_volume(parts, mount, {"emptyDir": content})
    if mount.size and not size:
        return different(_last(parts), "Its size could not be read. What is in it counts against the memory limit.")
    return carried(_last(parts))


def _chowned(parts: ContainerParts, mount: Mount) -> list[str]:
    if not mount.is_chowned:
        return []
    group = parts.container.get("securityContext", {}).get("runAsGroup")
    if group is None:
        return ["Podman gives the files to the container's user; spec.securityContext.fsGroup gives them to a group."]
    parts.pod.set(("securityContext", "fsGroup"), group)
    return ["Its files belong to the container's group by fsGroup, not to its user."]


def _last(parts: ContainerParts) -> str:
    return parts.at(f"volumeMounts[{len(parts.container['volumeMounts']) - 1}]")


def mount_all_of(mate: ContainerParts, parts: ContainerParts, name: str, *, is_read_only: bool) -> Note:
    """Mount in a container what another one of its pod, of that name, mounts, but where a mount of its own is."""
    taken = {mount["mountPath"] for mount in parts.container.get("volumeMounts", ())}
    for mount in mate.container.get("volumeMounts", ()):
        if mount["mountPath"] not in taken:
            parts.append("volumeMounts", {**mount, **({"readOnly": True} if is_read_only else {})})
    return different(parts.at("volumeMounts"), f"It is in one pod with {name}, and mounts the same volumes.")


def shared_memory(parts: ContainerParts, size: str) -> Note:
    """The size of /dev/shm."""
    quantity = size_quantity(size)
    if quantity is None:
        return Note(Outcome.REFUSED, says="A size is a number with one of the units b, k, m and g, such as 64m.")
    mount_volume(
        parts,
        Mount(MountType.TMPFS, SHARED_MEMORY),
        {"emptyDir": {"medium": "Memory", "sizeLimit": quantity}},
        "shm",
    )
    return different(
        _last(parts), "What is in it counts against the container's memory limit, which has to leave room for it."
    )
