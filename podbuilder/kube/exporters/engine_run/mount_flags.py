"""Volumes of a pod as an engine mounts them: named and nameless volumes, folders of the machine, files beside it."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from typing import Any

from podbuilder.kube.conversion_report.note import Note, asks, carried, different, left, nothing
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.core.pod_containers import SHARED_MEMORY, SPEC
from podbuilder.kube.core.quoting import cut
from podbuilder.kube.exporters.engine_run.container_export import ContainerExport, PodExport
from podbuilder.kube.exporters.engine_run.mount_text import MountFlag
from podbuilder.kube.exporters.engine_run.resource_flags import size_of
from podbuilder.kube.exporters.shell_text import fits_shell

_PROPAGATIONS = {"HostToContainer": "rslave", "Bidirectional": "rshared"}
_NAMELESS = nothing("It is mounted there without a name.")


def add_mounts(one: ContainerExport) -> None:
    """The flags for its mounts."""
    volumes = {volume.get("name"): number for number, volume in enumerate(one.spec.get("volumes") or [])}
    for number, mount in enumerate(one.get("volumeMounts") or []):
        path = one.at("volumeMounts", number)
        place = volumes.get(mount.get("name"))
        target = mount.get("mountPath", "")
        if place is None or not target.startswith("/") or not fits_shell(target):
            one.say(path, left("There is no volume of this name, or no absolute path to mount it at."))
            continue
        _mount(one, path, mount, place)


def say_of_unused(whole: PodExport) -> None:
    """What there is to say of volumes that no container mounts."""
    for number, volume in enumerate(whole.source.spec.get("volumes") or []):
        if not whole.mounts[volume.get("name", "")]:
            whole.report.add(SPEC.child("volumes").index(number), nothing("No container mounts it."))


def _mount(one: ContainerExport, path: FieldPath, mount: dict[str, Any], place: int) -> None:
    volume = one.spec["volumes"][place]
    at = SPEC.child("volumes").index(place)
    kind = next((name for name in volume if name != "name"), "emptyDir")
    add = one.whole.mounters.get(kind) or _ADDERS.get(kind)
    if add is None:
        one.say(path, left("Its volume is left behind."))
        return
    one.say(at.child("name"), _NAMELESS)
    one.say(path.child("name"), _NAMELESS)
    for field, note in add(one, mount, at.child(kind), volume.get(kind) or {}).items():
        if field in mount:
            one.say(path.child(field), note)
    for field in ("subPathExpr", "recursiveReadOnly", "mountPropagation"):
        if field in mount:
            one.say(path.child(field), left("An engine's mounts have nothing like it."))
    if mount.get("readOnly") is False:
        one.say(path.child("readOnly"), nothing("So it is anyway."))


def _add(one: ContainerExport, mount: dict[str, Any], made: MountFlag, note: Note | None = None) -> dict[str, Note]:
    """Add the flag; what there is to say of the fields of the mount."""
    one.flags.append(made.flag)
    to = f"--{made.flag.name}"
    told = {"mountPath": note or carried(to)}
    if mount.get("readOnly"):
        told["readOnly"] = carried(to)
    if mount.get("subPath"):
        told["subPath"] = carried(to)
    if made.propagation:
        told["mountPropagation"] = carried(to)
    elif mount.get("mountPropagation") == "None":
        told["mountPropagation"] = nothing("So it is anyway.")
    return told


def _empty(one: ContainerExport, mount: dict[str, Any], at: FieldPath, content: dict[str, Any]) -> dict[str, Note]:
    name, target = mount["name"], mount["mountPath"]
    is_shared = one.whole.mounts[name] > 1
    in_memory = content.get("medium") == "Memory"
    size = size_of(content["sizeLimit"]) if "sizeLimit" in content else None
    if in_memory and not is_shared and ":" not in target and not mount.get("subPath"):
        return _in_memory(one, mount, at, size)
    if "medium" in content:
        on_disk = left("The volume is on the disk of the machine.")
        one.say(at.child("medium"), on_disk if content["medium"] else nothing("So it is anyway."))
    if "sizeLimit" in content:
        one.say(at.child("sizeLimit"), left("A volume of an engine has no limit."))
    if not content:
        one.say(at, carried("--volume"))
    if not is_shared:
        told = _add(one, mount, MountFlag("volume", "", target, bool(mount.get("readOnly"))))
        return {**told, "subPath": nothing("A part of an empty folder that nobody else has is as empty as the whole.")}
    volume = f"{one.whole.source.name}-{name}"
    says = f"The containers share the volume {volume}, which stays when they are gone."
    return _add(one, mount, _of_volume(volume, mount), different("--volume", says))


def _in_memory(one: ContainerExport, mount: dict[str, Any], at: FieldPath, size: str | None) -> dict[str, Note]:
    target, is_read_only = mount["mountPath"], bool(mount.get("readOnly"))
    if target == SHARED_MEMORY and size and not is_read_only:
        one.flag("shm-size", size)
        to = "--shm-size"
    else:
        options = ",".join([*(("ro",) if is_read_only else ()), *((f"size={size}",) if size else ())])
        one.flag("tmpfs", f"{target}:{options}" if options else target)
        to = "--tmpfs"
    one.say(at.child("medium"), carried(to))
    if size:
        one.say(at.child("sizeLimit"), carried(to))
    return {"mountPath": carried(to), **({"readOnly": carried(to)} if is_read_only else {})}


def _of_volume(name: str, mount: dict[str, Any]) -> MountFlag:
    return MountFlag("volume", name, mount["mountPath"], bool(mount.get("readOnly")), subpath=mount.get("subPath", ""))


def _host(one: ContainerExport, mount: dict[str, Any], at: FieldPath, content: dict[str, Any]) -> dict[str, Note]:
    folder = content.get("path", "")
    if not folder.startswith("/") or not fits_shell(folder):
        one.say(at, left("An engine mounts absolute paths of the machine."))
        return {"mountPath": left("Its volume is left behind.")}
    one.say(at.child("path"), carried("--volume"))
    if content.get("type"):
        one.say(at.child("type"), nothing("An engine takes what is there, and makes a folder where nothing is."))
    elif "type" in content:
        one.say(at.child("type"), nothing("So it is anyway."))
    source = posixpath.join(folder, mount["subPath"]) if mount.get("subPath") else folder
    propagation = _PROPAGATIONS.get(mount.get("mountPropagation", ""), "")
    return _add(one, mount, MountFlag("bind", source, mount["mountPath"], bool(mount.get("readOnly")), propagation))


def _claim(one: ContainerExport, mount: dict[str, Any], at: FieldPath, content: dict[str, Any]) -> dict[str, Note]:
    name = content.get("claimName", "")
    # A name of one letter would be a drive of Windows.
    volume = name if len(name) > 1 else f"{one.whole.source.name}-{name}"
    note = different(
        "--volume", f"The engine makes a volume {volume}, with nothing in it but what the image has there."
    )
    one.say(at.child("claimName"), note)
    one.whole.used.setdefault(
        ("PersistentVolumeClaim", name), nothing("The engine makes the volume when it is used first.")
    )
    read_only = {**mount, "readOnly": True} if content.get("readOnly") else mount
    if "readOnly" in content:
        one.say(at.child("readOnly"), different("--volume", "It is the mount that is read only."))
    told = None if read_only == mount else different("--volume", "It is read only, since its volume is.")
    return _add(one, read_only, _of_volume(volume, read_only), told)


def _ephemeral(one: ContainerExport, mount: dict[str, Any], at: FieldPath, content: dict[str, Any]) -> dict[str, Note]:
    name = f"{one.whole.source.name}-{mount['name']}"
    note = different("--volume", "The engine makes a volume, which has no size and stays when the containers are gone.")
    one.say(at, note)
    return _add(one, mount, _of_volume(name, mount), note)


def _image(one: ContainerExport, mount: dict[str, Any], at: FieldPath, content: dict[str, Any]) -> dict[str, Note]:
    one.say(at.child("reference"), carried("--mount"))
    made = MountFlag("image", content.get("reference", ""), mount["mountPath"], True, subpath=mount.get("subPath", ""))
    return {**_add(one, mount, made), "readOnly": nothing("An image is always mounted to be read only.")}


def _files(kind: str, field: str) -> Callable[..., dict[str, Note]]:
    """Keys of a ConfigMap or a Secret as files of a folder beside the command."""

    def add(one: ContainerExport, mount: dict[str, Any], at: FieldPath, content: dict[str, Any]) -> dict[str, Note]:
        name = content.get(field, "")
        entries = one.whole.file.entries(kind, name)
        items = {item.get("key", ""): item.get("path", "") for item in content.get("items") or []}
        says = f"The folder {cut(name)} has to hold the keys of the {kind} as files."
        note = asks("--volume", says)
        if kind == "ConfigMap" and entries is not None:
            chosen = {items[key]: entries[key] for key in items if key in entries} if items else entries
            for path, text in chosen.items():
                one.whole.add_file(f"{name}/{path}", text)
            note = different("--volume", f"The folder {cut(name)} beside the command holds its keys as files.")
        if entries is not None:
            one.whole.used.setdefault((kind, name), note)
        one.say(at.child(field), note)
        for other in content:
            if other != field:
                is_items = other == "items" and bool(items)
                one.say(
                    at.child(other), note if is_items else left("Files have the modes that they have on the machine.")
                )
        source = posixpath.join(f"./{name}", mount.get("subPath", "")).rstrip("/")
        return _add(one, {**mount, "readOnly": True}, MountFlag("bind", source, mount["mountPath"], True))

    return add


_ADDERS: dict[str, Callable[..., dict[str, Note]]] = {
    "emptyDir": _empty,
    "hostPath": _host,
    "persistentVolumeClaim": _claim,
    "ephemeral": _ephemeral,
    "image": _image,
    "configMap": _files("ConfigMap", "name"),
    "secret": _files("Secret", "secretName"),
}
