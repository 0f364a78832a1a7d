"""The keys that mount something in a container: volumes, tmpfs, secrets, configs, devices and shared memory.

Kubernetes refuses two mounts at one path, and takes absolute paths only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from podbuilder.kube.conversion_report.note import Note, left, nothing, refused
from podbuilder.kube.conversion_report.report import Outcome
from podbuilder.kube.core.pod_containers import SHARED_MEMORY
from podbuilder.kube.importers.compose.services.file_mounts import config_file, secret_file
from podbuilder.kube.importers.compose.services.key_context import Handler, KeyContext, KeyNote, whole
from podbuilder.kube.importers.compose.services.named_volume import mount_named
from podbuilder.kube.importers.container_settings.device_request import add_device, device_mount
from podbuilder.kube.importers.container_settings.mount import Mount, MountType
from podbuilder.kube.importers.container_settings.mount_text import read_tmpfs
from podbuilder.kube.importers.container_settings.mounted_volume import add_mount, mount_all_of, shared_memory

_TAKEN = "Something else is mounted at this path, and Kubernetes refuses two."
_RELATIVE = "Its path in the container was made an absolute one."


def _absolute(target: str) -> str:
    is_windows = target[1:2] == ":" or target.startswith("\\")
    return target if target.startswith("/") or is_windows else f"/{target}"


def _mounted(context: KeyContext, target: str, mount: Any) -> Note:
    """What mounting something makes, if nothing else is mounted there."""
    if not target:
        return refused("This needs a path in the container.")
    path = _absolute(target)
    if path.rstrip("/") in context.parts.mount_paths:
        return left(_TAKEN)
    note: Note = mount(path)
    if path == target or not note.to:
        return note
    outcome = Outcome.DIFFERENT if note.outcome is Outcome.CARRIED else note.outcome
    return Note(outcome, note.to, " ".join(filter(None, (note.says, _RELATIVE))))


def _volumes(context: KeyContext, value: Any) -> Iterator[KeyNote]:
    for index, entry in enumerate(value):
        context.speak_of(index)
        yield (index,), _mounted(context, entry["target"], lambda path, entry=entry: _volume(context, entry, path))


def _volume(context: KeyContext, entry: Mapping[str, Any], path: str) -> Note:
    bind, volume, tmpfs = (entry.get(key) or {} for key in ("bind", "volume", "tmpfs"))
    ignored = [key for key in (bind.get("selinux"),) if key]
    ignored += ["volume-label"] if volume.get("labels") else []
    ignored += ["tmpfs-mode"] if tmpfs.get("mode") is not None else []
    mount = Mount(
        MountType(entry["type"]),
        path,
        entry.get("source") or "",
        bool(entry.get("read_only")),
        bind.get("propagation", ""),
        bind.get("recursive", ""),
        volume.get("subpath") or (entry.get("image") or {}).get("subpath", ""),
        str(tmpfs["size"]) if tmpfs.get("size") else "",
        bool(volume.get("nocopy")),
        ignored=tuple(ignored),
    )
    if mount.type is MountType.VOLUME and mount.source:
        return mount_named(context, mount)
    if mount.type in (MountType.BIND, MountType.IMAGE) and not mount.source:
        return refused("This mount needs a source.")
    return add_mount(context.parts, mount)


def _tmpfs(context: KeyContext, value: Any) -> Iterator[KeyNote]:
    for index, text in enumerate(value):
        context.speak_of(index)
        target, colon, options = text.partition(":")
        mount = read_tmpfs(f"{_absolute(target)}{colon}{options}")
        yield (index,), _mounted(context, target, lambda path, mount=mount: add_mount(context.parts, mount))


def _secrets(context: KeyContext, value: Any) -> Iterator[KeyNote]:
    for index, entry in enumerate(value):
        context.speak_of(index)
        target = entry["target"] if "/" in entry["target"] else f"/run/secrets/{entry['target']}"
        yield (index,), _mounted(context, target, lambda path, entry=entry: secret_file(context, entry, path))


def _configs(context: KeyContext, value: Any) -> Iterator[KeyNote]:
    for index, entry in enumerate(value):
        context.speak_of(index)
        target = entry.get("target") or f"/{entry.get('source', '')}"
        yield (index,), _mounted(context, target, lambda path, entry=entry: config_file(context, entry, path))


def _devices(context: KeyContext, value: Any) -> Iterator[KeyNote]:
    for index, entry in enumerate(value):
        context.speak_of(index)
        text = f"{entry['source']}:{entry['target']}" if entry.get("target") else entry["source"]
        mount = device_mount(text)
        if mount is None:
            yield (index,), add_device(context.parts, entry["source"] if "=" in entry["source"] else text)
        else:
            yield (index,), _mounted(context, mount.target, lambda path, text=text: add_device(context.parts, text))


def _shared_memory(context: KeyContext, value: Any) -> list[KeyNote]:
    if not value:
        return whole(nothing("0 means the usual size, as does leaving it out."))
    return whole(_mounted(context, SHARED_MEMORY, lambda path: shared_memory(context.parts, str(value))))


def _volumes_from(context: KeyContext, value: Any) -> Iterator[KeyNote]:
    for index, text in enumerate(value):
        context.speak_of(index)
        yield (index,), _mounts_of(context, text)


def _mounts_of(context: KeyContext, text: str) -> Note:
    name, _, mode = text.removeprefix("container:").partition(":")
    mate = context.mate(name)
    if text.startswith("container:") or mate is None:
        return left("Only containers of one pod share their volumes, and this one is not in the same pod.")
    return mount_all_of(mate.parts, context.parts, name, is_read_only=mode == "ro")


HANDLERS: dict[str, Handler] = {
    "configs": _configs,
    "devices": _devices,
    "secrets": _secrets,
    "shm_size": _shared_memory,
    "tmpfs": _tmpfs,
    "volumes": _volumes,
    "volumes_from": _volumes_from,
}
