"""The short form of a mount: `[source:]target[:options]`.

Mirrors format/volume.go of compose-go v2.9.1. Relative sources stay as they are: there is no folder to resolve them in.
"""

from __future__ import annotations

import posixpath
from typing import Any

from podbuilder.kube.importers.compose.problem import UnreadableValue

_PROPAGATIONS = ("rprivate", "private", "rshared", "shared", "rslave", "slave")
_SELINUX = ("z", "Z")
_PARTS = "A mount has at most three parts: source:target:options."


def long_volumes(value: Any) -> list[dict[str, Any]]:
    """The one mount that a short or a long form makes, in its long form."""
    if isinstance(value, dict):
        return [value]
    if not value:
        raise UnreadableValue("This must be a folder in the container, or source:target.")
    if len(value) <= 2:
        return [{"type": "volume", "target": clean_path(value)}]
    parts = _parts(value)
    if not all(parts):
        raise UnreadableValue("A part of this is empty: it must be source:target, or a folder in the container.")
    if len(parts) > 3:
        raise UnreadableValue(_PARTS)
    source, target = (parts[0], parts[1]) if len(parts) > 1 else ("", parts[0])
    mount: dict[str, Any] = {"type": "bind" if _is_path(source) else "volume"}
    if source:
        mount["source"] = source
    mount["target"] = clean_path(target)
    bind, volume = _set_options(mount, parts[2].split(",") if len(parts) > 2 else [])
    if mount["type"] == "bind":
        # Compose makes a folder that is missing, for short forms only.
        mount["bind"] = {**bind, "create_host_path": True}
    elif bind:
        mount["bind"] = bind
    if mount["type"] == "volume" or volume:
        mount["volume"] = volume
    return [mount]


def _set_options(mount: dict[str, Any], options: list[str]) -> tuple[dict[str, Any], dict[str, Any]]:
    bind: dict[str, Any] = {}
    volume: dict[str, Any] = {}
    for option in options:
        if option in ("ro", "rw"):
            mount["read_only"] = option == "ro"
        elif option == "nocopy":
            volume["nocopy"] = True
        elif option in _PROPAGATIONS:
            bind["propagation"] = option
        elif option in _SELINUX:
            bind["selinux"] = option
        # sic: others are not looked at.
    return bind, volume


def _parts(text: str) -> list[str]:
    """The parts between colons, but for the colon of a Windows drive, and within `${…}`."""
    parts, start, opened = [], 0, 0
    for at, letter in enumerate(text):
        if letter == "$" and text.startswith("{", at + 1):
            opened += 1
        elif letter == "}" and opened:
            opened -= 1
        elif letter == ":" and not opened and not (at - start == 1 and text[start].isalpha()):
            parts.append(text[start:at])
            start = at + 1
    return [*parts, text[start:]]


def _is_path(source: str) -> bool:
    is_drive = source[1:2] == ":" and source[0].isalpha()
    return source.startswith((".", "/", "~", "\\\\")) or is_drive


def clean_path(path: str) -> str:
    """A path without `.`, `..` and slashes that say nothing. Mirrors path.Clean of Go."""
    cleaned = posixpath.normpath(path)
    return cleaned[1:] if cleaned.startswith("//") else cleaned
