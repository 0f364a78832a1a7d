"""The long form of a document that has been checked and merged: one form for each key, whichever was written.

Sizes are bytes, durations nanoseconds, file modes their bits; -1 of devices is all there are. Mirrors the phases
Canonical, SetDefaultValues and Transform of compose-go v2.9.1.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.core.document import MISSING
from podbuilder.kube.core.document import Path as ValuePath
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.importers.compose.form_table import COLLECTIONS, ITEMS, MAPPINGS, TYPES, VALUES, scalar
from podbuilder.kube.importers.compose.problem import ComposeProblem, UnreadableValue
from podbuilder.kube.importers.compose.shapes import FileShape, ValueShape
from podbuilder.kube.importers.compose.unique_entries import without_repeats


class LongForm:
    """Brings values into their long form, and collects what cannot be brought there."""

    def __init__(self, shape: FileShape) -> None:
        self._shape = shape
        self.problems: list[ComposeProblem] = []

    def of(self, value: Any, shape: ValueShape, path: ValuePath) -> Any:
        """The long form of a value; MISSING if it has none."""
        if isinstance(value, list):
            value = without_repeats(value, path)
            if shape.is_unique and shape.form not in MAPPINGS:
                value = self._distinct(value, path)
        try:
            if shape.form in VALUES:
                return VALUES[shape.form](value)
            if shape.form in COLLECTIONS:
                value = COLLECTIONS[shape.form](value)
            return self._below(value, shape, path)
        except UnreadableValue as error:
            self.problems.append(ComposeProblem(FieldPath(path), str(error)))
            return MISSING

    def of_type(self, value: dict[str, Any], name: str, path: ValuePath) -> dict[str, Any]:
        """The long form of a mapping with known keys (UnreadableValue if one is missing)."""
        known = self._shape.types[name]
        if missing := [key for key in known.needed if key not in value]:
            raise UnreadableValue(f"“{missing[0]}” is missing here.")
        found = {key: self.of(below, known.fields[key], (*path, key)) for key, below in value.items()}
        found = {key: below for key, below in found.items() if below is not MISSING}
        return TYPES[name](found) if name in TYPES else found

    def _below(self, value: Any, shape: ValueShape, path: ValuePath) -> Any:
        if isinstance(value, list) and shape.item is not None:
            numbered = _expanded(value, shape.form, path) if shape.form in ITEMS else enumerate(value)
            items = [self.of(item, shape.item, (*path, index)) for index, item in numbered]
            return [item for item in items if item is not MISSING]
        if isinstance(value, dict) and shape.entries is not None:
            entries = {key: self.of(below, shape.entries, (*path, key)) for key, below in value.items()}
            return {key: below for key, below in entries.items() if below is not MISSING}
        if isinstance(value, dict):
            return self.of_type(value, shape.type_name, path)
        return scalar(value, shape.scalars)

    def _distinct(self, value: list[Any], path: ValuePath) -> list[Any]:
        seen: dict[str, Any] = {}
        for index, item in enumerate(value):
            if repr(item) in seen:
                self.problems.append(
                    ComposeProblem(FieldPath((*path, index)), "This stands in the list a second time.")
                )
            seen.setdefault(repr(item), item)
        return list(seen.values())


def _expanded(value: list[Any], form: str, path: ValuePath) -> Iterator[tuple[int, Any]]:
    """What a list's items become, each with its number in the list, without those that mean the same."""
    numbered = [(index, item) for index, short in enumerate(value) for item in ITEMS[form](short)]
    numbers = {id(item): index for index, item in numbered}
    for item in without_repeats([item for _, item in numbered], path):
        yield numbers[id(item)], item
