"""ConfigMaps and Secrets that a kustomization makes of literals and files.

Mirrors ConfigMapGenerator and SecretGenerator, kustomize v5.8.1 (api/internal/generators, api/kv), and
appendReplaceOrMerge (api/resmap).
"""

from __future__ import annotations

import base64
import posixpath
from collections.abc import Iterator
from typing import Any

from podbuilder.kube.core import document
from podbuilder.kube.core.go_strings import trim_left_space
from podbuilder.kube.kustomization.folder import Folder
from podbuilder.kube.kustomization.kustomization_file import GeneratorEntry
from podbuilder.kube.kustomization.problem import KustomizationError
from podbuilder.kube.kustomization.resource import Resource
from podbuilder.kube.kustomization.strategic import is_null, text_of

_LINE = 70
_DATA, _BINARY, _MERGE = "data", "binaryData", "merge"


def generated(entry: GeneratorEntry, folder: Folder, path: str, file: str) -> Resource:
    """The object of an entry; `path` is its folder, and `file` the kustomization (KustomizationError)."""
    metadata: dict[str, Any] = {"name": entry.name}
    if entry.namespace:
        metadata["namespace"] = entry.namespace
    for name, entries in (("labels", entry.labels), ("annotations", entry.annotations)):
        if entries:
            metadata[name] = dict(entries)
    content: dict[str, Any] = {"apiVersion": "v1", "kind": entry.kind, "metadata": metadata}
    data: dict[str, str] = {}
    for key, value in _pairs(entry, folder, path, file):
        if key in data:
            raise KustomizationError(f"{entry.kind} {entry.name} has the key {key} twice.", file)
        data[key] = value
    if entry.kind == "Secret":
        content["type"] = entry.type or "Opaque"
        content[_DATA] = {key: _encoded(value) for key, value in data.items()}
    elif data:
        content[_DATA] = data
    if entry.is_immutable:
        content["immutable"] = True
    return Resource(content, needs_hash=entry.has_hash, behavior=entry.behavior)


def absorb(resources: list[Resource], one: Resource) -> None:
    """Add a generated object, or put it in the place of the one that it replaces or is merged with."""
    found = [number for number, other in enumerate(resources) if other.has_had(one.current_id)]
    merges = one.behavior in (_MERGE, "replace")
    if len(found) != int(merges):
        what = "is no such object to merge with, or there are several" if merges else "is such an object already"
        raise KustomizationError(f"{one.kind} {one.name} is generated, but there {what}.")
    if not merges:
        resources.append(one)
        return
    old = resources[found[0]]
    if one.behavior == _MERGE:
        for field in (_DATA, _BINARY):
            entries = {**document.mapping_at(old.document, (field,)), **document.mapping_at(one.document, (field,))}
            if entries:
                one.document[field] = _texts(entries)
    _inherit_metadata(one, old)
    resources[found[0]] = one


def _inherit_metadata(one: Resource, old: Resource) -> None:
    """Mirrors CopyMergeMetaDataFieldsFrom."""
    metadata = one.document["metadata"]
    for field in ("labels", "annotations"):
        path = ("metadata", field)
        entries = {**document.mapping_at(old.document, path), **document.mapping_at(one.document, path)}
        if entries:
            metadata[field] = {key: text_of(value) for key, value in entries.items()}
    metadata["name"] = old.name
    metadata.pop("namespace", None)
    if old.namespace:
        metadata["namespace"] = old.namespace
    one.previous, one.prefixes, one.suffixes = old.previous, old.prefixes, old.suffixes
    one.needs_hash = one.needs_hash and old.needs_hash
    one.behavior = old.behavior


def _texts(entries: dict[str, Any]) -> dict[str, str]:
    return {key: "" if is_null(value) else text_of(value) for key, value in entries.items()}


def _pairs(entry: GeneratorEntry, folder: Folder, path: str, file: str) -> Iterator[tuple[str, str]]:
    for name in entry.envs:
        yield from _variables(folder.text(path, name, file))
    for literal in entry.literals:
        key, equals, value = literal.partition("=")
        if not key or not equals:
            raise KustomizationError(f"A literal of {entry.kind} {entry.name} is not written as key=value.", file)
        yield key, _unquoted(value)
    for source in entry.files:
        key, equals, name = source.rpartition("=")
        if source.count("=") > 1 or (equals and not (key and name)):
            raise KustomizationError(f"A file of {entry.kind} {entry.name} is not written as path or key=path.", file)
        yield key or posixpath.basename(name), folder.text(path, name, file)


def _variables(text: str) -> Iterator[tuple[str, str]]:
    """The lines of a file of variables. Mirrors keyValuesFromLine."""
    for line in text.removeprefix("\ufeff").split("\n"):
        told = trim_left_space(line.removesuffix("\r"))
        if told and not told.startswith("#"):
            key, _, value = told.partition("=")
            yield key, value


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'" else value


def _encoded(value: str) -> str:
    """Base64 in lines, as kustomize writes what is long."""
    text = base64.b64encode(value.encode()).decode()
    if len(text) < _LINE:
        return text
    return "".join(f"{text[start : start + _LINE]}\n" for start in range(0, len(text), _LINE))
