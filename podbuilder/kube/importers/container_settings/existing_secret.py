"""Secrets that a tool keeps by name, for files and variables of containers."""

from __future__ import annotations

from typing import Any, NamedTuple

from podbuilder.kube.conversion_report.note import Note, companion
from podbuilder.kube.importers.container_settings.imported_pod import ContainerParts
from podbuilder.kube.importers.container_settings.mount import Mount, MountType
from podbuilder.kube.importers.container_settings.object_names import key, label
from podbuilder.kube.importers.container_settings.variable import put_variable
from podbuilder.kube.importers.container_settings.volume_mount import mount_volume

_FOLDER = "/run/secrets/"
_SAYS = "Its content is not in the paste: kubectl create secret generic {} --from-literal={}=…"


class NamedSecret(NamedTuple):
    """A secret as podman's `--secret` names it: a variable, or else a file at a path."""

    name: str
    variable: str
    path: str
    mode: str


def read_secret(text: str) -> NamedSecret:
    """What `name,type=env,target=TOKEN` says."""
    name, *items = text.split(",")
    options = dict(item.partition("=")[::2] for item in items)
    target = options.get("target", name)
    if options.get("type") == "env":
        return NamedSecret(name, target, "", "")
    return NamedSecret(name, "", target if target.startswith("/") else f"{_FOLDER}{target}", options.get("mode", ""))


def secret_as_variable(parts: ContainerParts, name: str, variable: str) -> Note:
    """A secret whose value is a variable."""
    secret = label(name)
    entry = {"name": variable, "valueFrom": {"secretKeyRef": {"name": secret, "key": key(name)}}}
    put_variable(parts, entry)
    return companion("Secret", secret, _SAYS.format(secret, key(name)))


def secret_as_file(parts: ContainerParts, name: str, target: str, mode: str = "") -> Note:
    """A secret whose value is a file."""
    secret = label(name)
    source: dict[str, Any] = {"secretName": secret}
    number = _octal(mode)
    if number is not None:
        source["defaultMode"] = number
    mount = Mount(MountType.VOLUME, target, is_read_only=True)
    mount_volume(parts, mount, {"secret": source}, secret, sub_path=key(name))
    return companion("Secret", secret, _SAYS.format(secret, key(name)))


def _octal(mode: str) -> int | None:
    return int(mode, 8) if 0 < len(mode) <= 4 and set(mode) <= set("01234567") else None
