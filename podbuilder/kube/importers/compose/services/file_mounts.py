"""Secrets and configs of a service: files in a container, from Secrets and ConfigMaps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from podbuilder.kube.conversion_report.note import Note, asks, companion
from podbuilder.kube.core.quoting import cut
from podbuilder.kube.importers.compose.services.key_context import KeyContext
from podbuilder.kube.importers.container_settings.mount import Mount, MountType
from podbuilder.kube.importers.container_settings.object_names import key, label
from podbuilder.kube.importers.container_settings.volume_mount import mount_volume
from podbuilder.kube.importers.question import AnswerType, Question
from podbuilder.kube.secret_scanning.scanner import find

SECRET, CONFIG_MAP = "Secret", "ConfigMap"
_MODES = 0o777


def secret_file(context: KeyContext, entry: Mapping[str, Any], path: str) -> Note:
    """A secret as a file."""
    name = entry.get("source", "")
    definition = context.plan.file.secrets.get(name) or {}
    return _file(context, entry, path, SECRET, name, definition)


def config_file(context: KeyContext, entry: Mapping[str, Any], path: str) -> Note:
    """A config as a file: in a Secret if there is a credential in it."""
    name = entry.get("source", "")
    definition = context.plan.file.configs.get(name) or {}
    kind = SECRET if is_secret(definition.get("content") or "") else CONFIG_MAP
    return _file(context, entry, path, kind, name, definition)


def is_secret(content: str) -> bool:
    """Whether there is a credential in the content of a file."""
    return bool(content) and bool(find({"spec": {"containers": [{"args": content.splitlines()}]}}))


def object_name(name: str, definition: Mapping[str, Any]) -> str:
    """The name of the object for a secret or a config."""
    return label(definition.get("name") or name, "file")


def _file(
    context: KeyContext, entry: Mapping[str, Any], path: str, kind: str, name: str, definition: Mapping[str, Any]
) -> Note:
    named, entry_key = object_name(name, definition), key(name)
    source: dict[str, Any] = {"secretName": named} if kind == SECRET else {"name": named}
    if entry.get("mode") is not None:
        source["defaultMode"] = entry["mode"] & _MODES
    mount = Mount(MountType.VOLUME, path, is_read_only=True)
    field = "secret" if kind == SECRET else "configMap"
    mount_volume(context.parts, mount, {field: source}, named, sub_path=entry_key)
    note = _content(context, kind, name, named, definition)
    extras = ["Who owns the file cannot be set."] if entry.get("uid") or entry.get("gid") else []
    extras += ["Its mode keeps the permissions alone."] if (entry.get("mode") or 0) > _MODES else []
    return Note(note.outcome, note.to, " ".join((note.says, *extras)))


def _content(context: KeyContext, kind: str, name: str, named: str, definition: Mapping[str, Any]) -> Note:
    """Make the object, if its content is known."""
    if definition.get("external"):
        return companion(kind, named, f"It has to be there, with the key {key(name)}.")
    content = content_of(context, name, definition)
    values = "stringData" if kind == SECRET else "data"
    if content:
        context.parts.pod.companion(kind, named, {values: {}})[values][key(name)] = content
        return companion(kind, named, "Its content is in it.")
    if kind == CONFIG_MAP:
        context.parts.pod.companion(kind, named, {values: {}})[values][key(name)] = ""
        return asks(f"{kind} {named}", "Its content is not in the file, so it is empty.")
    says = f"Its content is not in the file: kubectl create secret generic {named} --from-file={key(name)}=…"
    return asks(f"{kind} {named}", says)


def content_of(context: KeyContext, name: str, definition: Mapping[str, Any]) -> str:
    """What a secret or a config holds: in the file, or as somebody has answered."""
    if definition.get("content"):
        return str(definition["content"])
    ask = context.plan.questions.ask
    if definition.get("environment"):
        variable = definition["environment"]
        return ask(Question(f"variable:{variable}", f"Value of the variable {cut(variable)}", ""))
    file = definition.get("file") or name
    return ask(Question(f"file:{file}", f"Content of {cut(file)}", "", AnswerType.LINES))
