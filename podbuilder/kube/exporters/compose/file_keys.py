"""Keys of ConfigMaps and Secrets as files of a service: configs with their content, secrets without their values."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from podbuilder.kube.conversion_report.note import Note, asks, carried, different, left, nothing
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.core.quoting import cut
from podbuilder.kube.exporters.engine_run.container_export import ContainerExport
from podbuilder.kube.exporters.engine_run.mount_text import MountFlag
from podbuilder.kube.exporters.source_file import SourceFile

_OTHER = re.compile(r"[^A-Za-z0-9_]")
_RELATIVE = "./"
# No variable of a shell begins with one.
_DIGITS = "0123456789"
_NO_KEY = "It has no key that is mounted."
_EACH = "Each key is mounted as a file by itself; what else the image has in that folder stays."


@dataclass(slots=True)
class FileKeys:
    """What a Compose file defines at its top for the files of its services, and which of them a service mounts."""

    source: SourceFile
    configs: dict[str, Any] = field(default_factory=dict)
    secrets: dict[str, Any] = field(default_factory=dict)
    # The variables of the shell for keys of Secrets, and how many keys would have the same one.
    variables: dict[tuple[str, str], str] = field(default_factory=dict)
    number: Counter[str] = field(default_factory=Counter)
    # The entries of services, by the container that they are of.
    of_service: dict[FieldPath, dict[str, list[Any]]] = field(default_factory=dict)

    @property
    def mounters(self) -> Mapping[str, Callable[..., dict[str, Note]]]:
        """How volumes of these kinds are mounted."""
        return {"configMap": self.mount_config, "secret": self.mount_secret}

    def mount_config(
        self, one: ContainerExport, mount: dict[str, Any], at: FieldPath, content: dict[str, Any]
    ) -> dict[str, Note]:
        """The keys of a ConfigMap, whose content stands in the file."""
        name = content.get("name", "")
        entries = self.source.entries("ConfigMap", name)
        if entries is None:
            return _folder(one, mount, at, content, "ConfigMap", "name")
        chosen = [found for found in _chosen(mount, content, list(entries)) if found[0] in entries]
        for key, target in chosen:
            self.configs[_source(name, key)] = {"content": entries[key]}
            self._add(one, "configs", _entry(_source(name, key), target, content, key))
        note = different("configs", "Its content stands in the file.") if chosen else left(_NO_KEY)
        one.whole.used.setdefault(("ConfigMap", name), note)
        return _tell(one, mount, at, content, "name", note)

    def mount_secret(
        self, one: ContainerExport, mount: dict[str, Any], at: FieldPath, content: dict[str, Any]
    ) -> dict[str, Note]:
        """The keys of a Secret, whose values are taken from the shell that runs Compose."""
        name = content.get("secretName", "")
        chosen = _chosen(mount, content, list(_keys_of(self.source, name)))
        if not chosen:
            return _folder(one, mount, at, content, "Secret", "secretName")
        for key, target in chosen:
            self.secrets[_source(name, key)] = {"environment": self._variable(name, key)}
            self._add(one, "secrets", _entry(_source(name, key), target, content, key))
        shown = cut(", ".join(self._variable(name, key) for key, _ in chosen))
        note = asks("secrets", f"The values are taken from your shell, which has to have them: {shown}.")
        one.whole.used.setdefault(("Secret", name), asks("secrets", "Its values are taken from your shell."))
        return _tell(one, mount, at, content, "secretName", note)

    def _variable(self, name: str, key: str) -> str:
        """The variable of the shell for a key of a Secret, which no other key has."""
        if (name, key) not in self.variables:
            plain = _OTHER.sub("_", _source(name, key)).upper()
            made = usual = f"_{plain}" if plain[0] in _DIGITS else plain
            while self.number[made]:
                self.number[usual] += 1
                made = f"{usual}__{self.number[usual]}"
            self.number[made] += 1
            self.variables[name, key] = made
        return self.variables[name, key]

    def _add(self, one: ContainerExport, kind: str, entry: dict[str, Any]) -> None:
        self.of_service.setdefault(one.visited.path, {}).setdefault(kind, []).append(entry)


def _source(name: str, key: str) -> str:
    """What the file calls a key of an object; no object has an underscore in its name."""
    return f"{name}_{key}"


def _chosen(mount: dict[str, Any], content: dict[str, Any], keys: list[str]) -> list[tuple[str, str]]:
    """The keys that are mounted, and the path of each in the container."""
    items = {item.get("key", ""): item.get("path", "") for item in content.get("items") or []}
    paths = items or {key: key for key in keys}
    target, part = mount["mountPath"], mount.get("subPath", "")
    if not part:
        return [(key, posixpath.join(target, path)) for key, path in paths.items()]
    if not paths and "/" not in part:
        return [(part, target)]
    return [(key, target) for key, path in paths.items() if path == part] or [
        (key, posixpath.join(target, path[len(part) + 1 :]))
        for key, path in paths.items()
        if path.startswith(f"{part}/")
    ]


def _entry(source: str, target: str, content: dict[str, Any], key: str) -> dict[str, Any]:
    modes = [item.get("mode") for item in content.get("items") or [] if item.get("key") == key]
    mode = next((one for one in (*modes, content.get("defaultMode")) if one is not None), None)
    return {"source": source, "target": target, **({} if mode is None else {"mode": f"{mode:04o}"})}


def _tell(
    one: ContainerExport, mount: dict[str, Any], at: FieldPath, content: dict[str, Any], field: str, note: Note
) -> dict[str, Note]:
    """Say of the fields of a volume, and then of its mount, what they are."""
    one.say(at.child(field), note)
    for other in content:
        is_told = other in ("items", "defaultMode")
        one.say(
            at.child(other), _with_outcome(note) if is_told else left("A file that is not there cannot be left out.")
        )
    place = carried(note.to) if mount.get("subPath") else different(note.to, _EACH)
    fields = {"mountPath": place if note.to else note, "subPath": _with_outcome(note)}
    return {**fields, "readOnly": nothing("The programs of a container cannot change the file outside of it.")}


def _with_outcome(note: Note) -> Note:
    return carried(note.to) if note.to else note


def _keys_of(source: SourceFile, name: str) -> Iterator[str]:
    """The keys of a Secret in the file; its values are nobody's business."""
    found = source.companion("Secret", name) or {}
    for values in ("data", "stringData"):
        keys = found.get(values)
        yield from (key for key in (keys if isinstance(keys, dict) else ()) if isinstance(key, str))


def _folder(
    one: ContainerExport, mount: dict[str, Any], at: FieldPath, content: dict[str, Any], kind: str, field: str
) -> dict[str, Note]:
    """A folder beside the file that somebody has to fill, if nobody knows the keys."""
    name = content.get(field, "")
    note = asks("volumes", f"The folder {cut(name)} beside the file has to hold the keys of the {kind} as files.")
    one.say(at.child(field), note)
    if one.whole.file.companion(kind, name) is not None:
        one.whole.used.setdefault((kind, name), note)
    for other in content:
        one.say(at.child(other), left("Files have the modes and names that they have on the machine."))
    source = posixpath.join(f"{_RELATIVE}{name}", mount.get("subPath", "")).rstrip("/")
    one.flags.append(MountFlag("bind", source, mount["mountPath"], True).flag)
    return {"mountPath": carried("volumes"), "subPath": carried("volumes"), "readOnly": carried("volumes")}
