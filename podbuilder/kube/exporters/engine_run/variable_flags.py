"""Variables of a container: values, and what stands for those that are in the cluster only."""

from __future__ import annotations

from typing import Any

from podbuilder.kube.conversion_report.note import Note, asks, carried, different, left
from podbuilder.kube.core import document
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.core.quoting import cut
from podbuilder.kube.exporters.engine_run.container_export import ContainerExport
from podbuilder.kube.exporters.engine_run.expansion import expanded
from podbuilder.kube.exporters.shell_text import fits_shell

_CONFIG, _SECRET = "ConfigMap", "Secret"
_GET = {
    _CONFIG: "kubectl get configmap {} -o jsonpath='{{.data.{}}}'",
    _SECRET: "kubectl get secret {} -o jsonpath='{{.data.{}}}' | base64 -d",
}


def add_variables(one: ContainerExport) -> None:
    """Flags for its variables, in their order, since one may refer to those before it."""
    for number, source in enumerate(one.get("envFrom") or []):
        _file(one, one.at("envFrom", number), source)
    for number, entry in enumerate(one.get("env") or []):
        _variable(one, one.at("env", number), entry)


def _variable(one: ContainerExport, path: FieldPath, entry: dict[str, Any]) -> None:
    name = entry.get("name", "")
    if not fits_shell(name) or "=" in name or not name:
        one.say(path, left("An engine takes no variable of this name."))
        return
    source = entry.get("valueFrom")
    if source is None:
        _value(one, path, name, entry.get("value", ""))
        return
    value, note = _from(one, name, source)
    one.variables[name] = value
    if note.to:
        one.flag("env", name if value is None else f"{name}={value}")
    one.say(path, note)


def _value(one: ContainerExport, path: FieldPath, name: str, written: str) -> None:
    text, unknown = expanded(written, one.variables)
    one.variables[name] = None if unknown else text
    if not fits_shell(text):
        one.say(path, left("A word of a command cannot have the character NUL in it."))
        return
    note = carried(f"--env {name}")
    if unknown:
        says = f"What $({unknown[0]}) is cannot be filled in here, so it stands there as it is written."
        note = different(note.to, says)
    elif text != written:
        note = different(note.to, "The variables in it are filled in; no engine does that.")
    one.carry(path, "env", f"{name}={text}", note)


def _from(one: ContainerExport, name: str, source: dict[str, Any]) -> tuple[str | None, Note]:
    """The value of a variable from elsewhere, None where only the cluster knows it, and what there is to say."""
    to = f"--env {name}"
    for kind, field in ((_CONFIG, "configMapKeyRef"), (_SECRET, "secretKeyRef")):
        if field in source:
            return _from_object(one, to, kind, source[field])
    known = _of_pod(one, document.get(source, ("fieldRef", "fieldPath")))
    if known is not None:
        return known, different(to, "It is the value of this pod, written out.")
    if "fieldRef" in source:
        return None, left("Only a cluster knows it; an engine has no variables of this kind.")
    return None, left("An engine has no variables of this kind: give the value itself with --env.")


def _from_object(one: ContainerExport, to: str, kind: str, ref: dict[str, Any]) -> tuple[str | None, Note]:
    name, key = ref.get("name", ""), ref.get("key", "")
    entries = one.whole.file.entries(kind, name)
    if kind == _CONFIG and entries and key in entries and fits_shell(entries[key]):
        one.whole.used.setdefault((kind, name), carried("--env"))
        return entries[key], different(to, f"Its value in the ConfigMap {cut(name)} is written out.")
    command = _GET[kind].format(cut(name), cut(key).replace(".", "\\."))
    if entries is not None:
        one.whole.used.setdefault((kind, name), asks("--env", "Its values are taken from your shell."))
    return None, asks(to, f"Its value is taken from your shell, which has to have it: {command}")


def _of_pod(one: ContainerExport, path: Any) -> str | None:
    """The value that a field of the pod has, as far as it is in the manifest."""
    source = one.whole.source
    if path == "metadata.name":
        return source.name
    if path == "metadata.namespace":
        return source.namespace or "default"
    for kind in ("labels", "annotations"):
        begin = f"metadata.{kind}['"
        if isinstance(path, str) and path.startswith(begin) and path.endswith("']"):
            found = source.metadata.get(kind, {}).get(path.removeprefix(begin).removesuffix("']"), "")
            return found if isinstance(found, str) and fits_shell(found) else ""
    return None


def _file(one: ContainerExport, path: FieldPath, source: dict[str, Any]) -> None:
    """All keys of an object as variables: a file of them, filled in where the object is at hand."""
    kind, field = (_CONFIG, "configMapRef") if "configMapRef" in source else (_SECRET, "secretRef")
    name, prefix = document.get(source, (field, "name"), ""), source.get("prefix", "")
    if not name:
        one.say(path, left("It names no object."))
        return
    file = f"{name}.env"
    entries = one.whole.file.entries(kind, name)
    if one.is_compose and kind == _CONFIG and entries is not None:
        _written_out(one, path, prefix, name, entries)
        return
    is_whole = kind == _CONFIG and entries is not None and all("\n" not in value for value in entries.values())
    if is_whole and entries is not None:
        lines = [f"{prefix}{key}={value}\n" for key, value in entries.items()]
        one.whole.add_file(file, "".join(lines))
        one.variables.update({f"{prefix}{key}": value for key, value in entries.items()})
        one.whole.used.setdefault((kind, name), different(file, "Its keys are lines of a file."))
        one.carry(path, "env-file", f"./{file}", different("--env-file", f"The file {cut(file)} holds its keys."))
        return
    if entries is not None:
        one.whole.used.setdefault((kind, name), asks("--env-file", "Its keys have to be put into a file."))
    says = f"The file {cut(file)} has to hold the keys of the {kind} {cut(name)}, as NAME=value on a line each."
    one.carry(path, "env-file", f"./{file}", asks("--env-file", says))


def _written_out(one: ContainerExport, path: FieldPath, prefix: str, name: str, entries: dict[str, str]) -> None:
    """The keys of a ConfigMap as variables by themselves, for a file that is whole without others."""
    for key, value in entries.items():
        one.variables[f"{prefix}{key}"] = value
        one.flag("env", f"{prefix}{key}={value}")
    one.whole.used.setdefault((_CONFIG, name), carried("--env"))
    one.say(path, different("--env", f"The keys of the ConfigMap {cut(name)} are written out."))
