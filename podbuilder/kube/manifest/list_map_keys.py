"""Matching the items of two lists: lists whose items have names are compared by name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from podbuilder.kube import catalogue
from podbuilder.kube.catalogue import FieldSpec
from podbuilder.kube.core.field import Document

# The key of the items of a list that the catalogue does not know.
_USUAL = ("name",)


def root_spec(document: Document, version: str) -> FieldSpec | None:
    """What the catalogue knows about a document, by its kind; without a kind it counts as a Pod."""
    known = catalogue.of_document(document, version)
    return known.root if known else None


def inner_spec(spec: FieldSpec | None, part: str | int) -> FieldSpec | None:
    """What the catalogue knows about a field, a map's value or a list's item inside `spec`."""
    if spec is None:
        return None
    return spec.item if isinstance(part, int) or spec.type == "map" else spec.fields.get(part)


def item_names(items: Sequence[Any], spec: FieldSpec | None) -> list[str] | None:
    """The name of each item; None if one has no name or two have the same, so that the list counts as one value."""
    keys = (spec.keys if spec else ()) or _USUAL
    found = [_name(item, keys, spec.item if spec else None) for item in items]
    return [name for name in found if name] if all(found) and len(set(found)) == len(found) else None


def _name(item: Any, keys: Sequence[str], spec: FieldSpec | None) -> str:
    """The name of an item; "" if it has none."""
    if not isinstance(item, dict) or type(item.get(keys[0])) not in (str, int):
        return ""
    parts = [str(item[keys[0]])]
    for key in keys[1:]:
        known = spec.fields.get(key) if spec else None
        value = item.get(key, known.default if known else None)
        # A value that a server would fill in is left out, so that it is the same written or not.
        parts += [] if value is None or (known and value == known.default) else [str(value)]
    return "/".join(parts)
