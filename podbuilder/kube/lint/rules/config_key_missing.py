"""A key that the pod reads is not in the ConfigMap or Secret of the same file.

**Why** The container does not start. If the object is optional, the variable or the file is missing, and with a subPath
an empty directory takes the file's place.

**Example** `configMapKeyRef: {name: web, key: port}`, and a ConfigMap `web` with the key PORT.

**Use instead** The key as it is written in the object.

**Fix** None: only you know which side is right.

**See** https://kubernetes.io/docs/concepts/configuration/configmap/
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.core.field import FieldPath, Finding
from podbuilder.kube.core.quoting import quote
from podbuilder.kube.lint.companions import CONFIG_MAP, SECRET
from podbuilder.kube.lint.rule import SERIOUS, Rule
from podbuilder.kube.lint.subject import Container, Subject, items

# Where each kind keeps its values.
_VALUES = {CONFIG_MAP: ("data", "binaryData"), SECRET: ("data", "stringData")}
_REFERENCES = {"configMapKeyRef": CONFIG_MAP, "secretKeyRef": SECRET}
_VOLUMES = {"configMap": (CONFIG_MAP, "name"), "secret": (SECRET, "secretName")}
rule = Rule(__name__, SERIOUS, "configuration", ("container", "init", "volumes"))


def _keys(pod: Subject, kind: str, name: Any) -> set[str] | None:
    """The keys of an object of the file; None if the file has no such object."""
    found = pod.around.companions.named(kind, name, pod.namespace) if isinstance(name, str) else None
    if found is None:
        return None
    return {key for field in _VALUES[kind] if isinstance(found.get(field), dict) for key in found[field]}


def _of_variables(pod: Subject, c: Container) -> Iterator[tuple[FieldPath, str, set[str] | None, Any]]:
    for variable in c.items("env"):
        for field, kind in _REFERENCES.items():
            reference = (variable.fields.get("valueFrom") or {}).get(field)
            if reference:
                path = variable.path.child("valueFrom", field, "key")
                yield path, kind, _keys(pod, kind, reference.get("name")), reference.get("key")


def _of_volumes(pod: Subject) -> Iterator[tuple[FieldPath, str, set[str] | None, Any]]:
    for volume in pod.volumes:
        for field, (kind, named) in _VOLUMES.items():
            source = volume.fields.get(field)
            if not source:
                continue
            keys = _keys(pod, kind, source.get(named))
            chosen = [*items(source.get("items"), volume.path.child(field, "items"))]
            for item in chosen:
                yield item.path.child("key"), kind, keys, item.fields.get("key")
            files = {str(item.fields.get("path")) for item in chosen} if chosen else keys
            for _, mount in pod.mounts_of(volume.fields.get("name", "")):
                if sub_path := mount.fields.get("subPath"):
                    yield mount.path.child("subPath"), kind, files and {*files, *_folders(files)}, sub_path


def _folders(files: set[str]) -> set[str]:
    """What a subPath may name besides the files: the directories on their way."""
    return {file[:i] for file in files for i, sign in enumerate(file) if sign == "/"}


def check(pod: Subject) -> Iterator[Finding]:
    if not (pod.around.companions.has(CONFIG_MAP) or pod.around.companions.has(SECRET)):
        return
    uses = [use for c in pod.containers for use in _of_variables(pod, c)]
    for path, kind, keys, key in (*uses, *_of_volumes(pod)):
        if keys is not None and isinstance(key, str) and key not in keys:
            yield rule.found(path, f"The {kind} in this file has no key {quote(key)}.")
