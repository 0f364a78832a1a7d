"""The flags that mount something in a container."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from podbuilder.kube.conversion_report.note import Note, asks, companion, left, nothing, refused
from podbuilder.kube.core.pod_containers import SHARED_MEMORY
from podbuilder.kube.importers.container_settings.device_request import device_mount
from podbuilder.kube.importers.container_settings.existing_secret import read_secret
from podbuilder.kube.importers.container_settings.mount import Mount, MountError, MountType
from podbuilder.kube.importers.container_settings.mount_text import read_mount, read_tmpfs, read_volume
from podbuilder.kube.importers.container_settings.mounted_volume import (
    add_mount,
    mount_all_of,
    overridden,
    shared_memory,
)
from podbuilder.kube.importers.docker_run.command_line import Option
from podbuilder.kube.importers.docker_run.flag_context import FlagContext, Handler, of_value
from podbuilder.kube.importers.question import Question


def mount_of(option: Option) -> Mount | None:
    """What a flag mounts; None for one that mounts nothing, or cannot be read."""
    if option.flag.name == "shm-size":
        return Mount(MountType.TMPFS, SHARED_MEMORY)
    if option.flag.name == "device":
        return device_mount(option.value)
    if option.flag.name == "secret":
        target = read_secret(option.value).path
        return Mount(MountType.VOLUME, target) if target else None
    try:
        return _read(option) if option.flag.name in _READERS else None
    except MountError:
        return None


def _read(option: Option) -> Mount:
    return _READERS[option.flag.name](option.value, option.substitutions)


_READERS: dict[str, Callable[[str, Sequence[str]], Mount]] = {
    "volume": read_volume,
    "mount": read_mount,
    "tmpfs": lambda text, substitutions: read_tmpfs(text),
}


def overridden_options(options: Sequence[Option]) -> set[int]:
    """The places of the flags whose mounts later ones take the place of."""
    return {number for number, is_over in enumerate(overridden([mount_of(option) for option in options])) if is_over}


def _mount(context: FlagContext) -> Note:
    try:
        return add_mount(context.parts, _read(context.option))
    except MountError as error:
        return refused(str(error))


def _volume_driver(context: FlagContext) -> Note:
    if context.value == "local":
        return nothing("A claim gets its volume from the cluster's default storage class.")
    storage_class = context.parts.questions.ask(Question("storage-class", "Storage class for the volumes", ""))
    context.parts.pod.storage_class = storage_class
    if storage_class:
        return companion("PersistentVolumeClaim", "storageClassName", "The claims name the storage class.")
    return asks("", "A storage class stands for a volume driver; until one is named, the cluster's default is taken.")


def _volumes_from(context: FlagContext) -> Note:
    name, _, mode = context.value.partition(":")
    mate = context.mate(name)
    if mate is None:
        return left(f"The container {name} is not in the paste. Containers that share volumes are in one pod.")
    return mount_all_of(mate.parts, context.parts, name, is_read_only=mode == "ro")


HANDLERS: dict[str, Handler] = {
    **dict.fromkeys(("volume", "mount", "tmpfs"), _mount),
    "shm-size": of_value(shared_memory),
    "volume-driver": _volume_driver,
    "volumes-from": _volumes_from,
}
