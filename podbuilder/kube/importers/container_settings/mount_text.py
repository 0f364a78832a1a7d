"""The three ways to write a mount on a command line: `-v a:/b:ro`, `--mount type=bind,…` and `--tmpfs /b:size=1m`.

Mirrors the volume specs of docker/cli, opts/mount.go and cli/compose/loader/volume.go; Kubernetes v1.36 has the same
mounts under other names.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from podbuilder.kube.importers.container_settings.masked_text import split_outside
from podbuilder.kube.importers.container_settings.mount import Mount, MountError, MountType

_DRIVE = re.compile(r"[A-Za-z]")
# A name of a volume; anything else is a folder.
_VOLUME = re.compile(r"[a-zA-Z0-9][\w.-]*")
_PROPAGATIONS = ("shared", "rshared", "slave", "rslave", "private", "rprivate")
_PLAIN = ("rw", "cached", "delegated", "consistent", "default", "volume")
_FALSE = ("0", "false", "f")
# How an absolute path begins, or what stands for one.
_ABSOLUTE = ("/", "$", "`", "<", "%", "[")


def read_volume(text: str, substitutions: Sequence[str] = ()) -> Mount:
    """The mount that `-v` means (MountError)."""
    pieces = _with_drives(split_outside(text, substitutions, ":"))
    if len(pieces) == 1:
        return _checked(Mount(MountType.VOLUME, pieces[0], substitutions=tuple(substitutions)))
    source, target, *options = pieces
    if len(options) > 1 or not source:
        raise MountError("A volume is written as SOURCE:TARGET or SOURCE:TARGET:OPTIONS.")
    kind = MountType.VOLUME if _is_volume(source, substitutions) else MountType.BIND
    mount = Mount(kind, target, source, substitutions=tuple(substitutions))
    for option in options[0].split(",") if options else ():
        mount = _with_option(mount, option)
    return _checked(mount)


def _is_volume(source: str, substitutions: Sequence[str]) -> bool:
    return _VOLUME.fullmatch(source) is not None or (
        source in substitutions and source.startswith("<") and "/" not in source
    )


def _with_drives(pieces: list[str]) -> list[str]:
    """The pieces, with the drives of Windows' paths put together again: c, \\data."""
    joined: list[str] = []
    for piece in pieces:
        if joined and _DRIVE.fullmatch(joined[-1]) and piece[:1] in ("\\", "/", ""):
            joined[-1] = f"{joined[-1]}:{piece}"
        else:
            joined.append(piece)
    return joined


def _with_option(mount: Mount, option: str) -> Mount:
    flags: dict[str, Any] = {
        "ro": {"is_read_only": True},
        "rro": {"is_read_only": True, "recursive": "readonly"},
        "nocopy": {"no_copy": True},
        "U": {"is_chowned": True},
        "O": {"is_overlay": True},
    }
    if option in flags:
        return replace(mount, **flags[option])
    if option in _PROPAGATIONS:
        return replace(mount, propagation=option)
    if option.startswith("subpath="):
        return replace(mount, subpath=option.partition("=")[2])
    return mount if option in _PLAIN or not option else replace(mount, ignored=(*mount.ignored, option))


_KEYS = {
    "source": "source",
    "src": "source",
    "target": "target",
    "dst": "target",
    "destination": "target",
    "bind-propagation": "propagation",
    "bind-recursive": "recursive",
    "volume-subpath": "subpath",
    "image-subpath": "subpath",
    "subpath": "subpath",
    "tmpfs-size": "size",
}
_SWITCHES = {
    "readonly": "is_read_only",
    "ro": "is_read_only",
    "volume-nocopy": "no_copy",
    "U": "is_chowned",
    "chown": "is_chowned",
}
_SILENT = ("consistency", "bind-create-src", "rw")


def read_mount(text: str, substitutions: Sequence[str] = ()) -> Mount:
    """The mount that `--mount` means: comma-separated values, of which a quoted one may hold commas (MountError)."""
    values: dict[str, Any] = {}
    kind, ignored = MountType.VOLUME, []
    for item in next(csv.reader([text.replace("\n", " ")]), []):
        name, has_value, value = item.partition("=")
        name = name.strip()
        if name == "type":
            kind = _kind(value)
        elif name in _KEYS:
            values[_KEYS[name]] = value
        elif name in _SWITCHES:
            values[_SWITCHES[name]] = not has_value or value.lower() not in _FALSE
        elif name == "bind-nonrecursive":
            values["recursive"] = "disabled"
        elif name not in _SILENT:
            ignored.append(name)
    if "target" not in values:
        raise MountError("A mount needs a target.")
    return _checked(Mount(kind, **values, ignored=tuple(ignored), substitutions=tuple(substitutions)))


def _kind(value: str) -> MountType:
    try:
        return MountType(value)
    except ValueError as error:
        raise MountError(f"The type of a mount is one of {', '.join(MountType)}.") from error


def read_tmpfs(text: str) -> Mount:
    """The mount that `--tmpfs` means (MountError)."""
    target, _, options = text.partition(":")
    mount = Mount(MountType.TMPFS, target)
    for option in filter(None, options.split(",")):
        if option.startswith("size="):
            mount = replace(mount, size=option.partition("=")[2])
        elif option == "ro":
            mount = replace(mount, is_read_only=True)
        elif option != "rw":
            mount = replace(mount, ignored=(*mount.ignored, option.partition("=")[0]))
    return _checked(mount)


def _checked(mount: Mount) -> Mount:
    target = mount.target
    if not (target.startswith(_ABSOLUTE) or (_DRIVE.match(target) and target[1:2] == ":")):
        raise MountError("The target of a mount is an absolute path, such as /data.")
    return mount
