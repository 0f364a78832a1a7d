"""The places of an object where a field can stand: its mappings, also those that are empty, with what the catalogue
knows of each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from podbuilder.kube.catalogue import FieldSpec
from podbuilder.kube.core.field import ROOT, FieldPath, Key


class Site(NamedTuple):
    """A mapping that is there, or null where one is possible."""

    path: FieldPath
    # Of an object or a map.
    spec: FieldSpec
    value: dict[str, Any] | None

    def takes(self, name: str) -> FieldSpec | None:
        """What the field `name` is here, if it is free; None if it is taken or not known."""
        field = self.spec.item if self.spec.type == "map" else self.spec.fields.get(name)
        return None if field is None or (self.value or {}).get(name) is not None else field

    def at(self, name: str) -> FieldPath:
        """The path of the field `name` here."""
        return self.path.child(Key(name) if self.spec.type == "map" else name)


def sites(value: Any, spec: FieldSpec, path: FieldPath = ROOT) -> Iterator[Site]:
    """Every place within a value that the catalogue describes, outer ones first, in the order of the text."""
    waiting = [(path, spec, value)]
    while waiting:
        path, spec, value = waiting.pop()
        if spec.type == "list":
            item, items = spec.item, value if isinstance(value, list) else []
            waiting += [(path.index(i), item, items[i]) for i in range(len(items) - 1, -1, -1) if item is not None]
        elif spec.type in ("object", "map") and (value is None or isinstance(value, dict)):
            yield Site(path, spec, value)
            inner = [(name, spec.fields[name]) for name in value or () if name in spec.fields]
            waiting += [(path.child(name), field, (value or {})[name]) for name, field in reversed(inner)]
