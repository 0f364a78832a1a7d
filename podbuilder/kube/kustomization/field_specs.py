"""Which fields of which kinds a transformer writes, and the way to them.

Mirrors FieldSpec and its filter, kustomize v5.8.1 (api/types, api/filters/fieldspec).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from podbuilder.kube.kustomization.problem import KustomizationError
from podbuilder.kube.kustomization.resource import Resource
from podbuilder.kube.kustomization.strategic import is_null

# Takes the value that stands there and gives the new one.
Setter = Callable[[Any], Any]


class FieldSpec(NamedTuple):
    """A field: where it says no kind, of every one; `[]` after a name says that a list stands there."""

    path: str
    kind: str = ""
    group: str = ""
    version: str = ""
    create: bool = False

    def selects(self, resource: Resource, kind: str = "") -> bool:
        """Whether an object of this group, version and kind is meant; the object's own kind, if none is given."""
        if self.kind not in ("", kind or resource.kind):
            return False
        return (self.group, self.version) == ("", "") or self._selects_version(*resource.group_version)

    def _selects_version(self, group: str, version: str) -> bool:
        return self.group in ("", group) and self.version in ("", version)

    @property
    def parts(self) -> list[str]:
        """The names on the way; a slash after a backslash is part of a name."""
        return [part.replace("\0", "/") for part in self.path.lstrip("/").replace("\\/", "\0").split("/")]


@cache
def field_specs(transformer: str) -> tuple[FieldSpec, ...]:
    """The fields that a transformer writes where a kustomization does not say otherwise."""
    return tuple(FieldSpec(**entry) for entry in _table()[transformer])


@cache
def name_references() -> tuple[tuple[FieldSpec, tuple[FieldSpec, ...]], ...]:
    """The kinds that others name, each with the fields in which they do."""
    found = []
    for entry in _table()["nameReferences"]:
        target = FieldSpec("", entry["kind"], entry.get("group", ""), entry.get("version", ""))
        found.append((target, tuple(_referrers(entry))))
    return tuple(found)


def _referrers(entry: Mapping[str, Any]) -> list[FieldSpec]:
    """The fields of an entry; those of pods stand for such fields of all kinds that make pods, where it names them."""
    makers = _table()[entry["makers"]] if "makers" in entry else {}
    found = [FieldSpec(f"{path}{field}", kind) for kind, path in makers.items() for field in entry.get("ofPods", ())]
    return found + [FieldSpec(**field) for field in entry.get("fields", ())]


@cache
def _table() -> Mapping[str, Any]:
    text = Path(__file__).with_name("field_specs.yaml").read_text(encoding="utf-8")
    found: Mapping[str, Any] = yaml.load(text, yaml.CSafeLoader)
    return found


def set_field(resource: Resource, spec: FieldSpec, setter: Setter, empty: Any = None) -> None:
    """Set a field, or each of several, in place; where it is missing and to be created, it is `empty` before."""
    if spec.selects(resource):
        _set(resource.document, spec.parts, spec, setter, empty)


def _set(node: Any, parts: list[str], spec: FieldSpec, setter: Setter, empty: Any) -> Any:
    """The node with the field set."""
    if not parts:
        return setter(node)
    if is_null(node):
        return node
    if isinstance(node, list):
        node[:] = [_set(item, parts, spec, setter, empty) for item in node]
        return node
    if not isinstance(node, dict):
        raise KustomizationError(f"The field {spec.path} cannot be reached: a single value stands on the way to it.")
    name, is_list = parts[0].removesuffix("[]"), parts[0].endswith("[]")
    creates = spec.create and not is_list
    if name not in node and not creates:
        return node
    value = node.get(name)
    if is_null(value) and is_list:
        value = []  # sic: where a list is expected, a null becomes an empty one
    elif is_null(value):
        if not creates:
            return node
        value = {} if len(parts) > 1 or isinstance(empty, dict) else empty
    node[name] = _set(value, parts[1:], spec, setter, empty)
    return node
