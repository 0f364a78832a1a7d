"""The long form of a document that has been checked and merged: one form for each key, whichever was written.

Sizes are bytes, durations nanoseconds, file modes their bits; -1 of devices is all there are. Mirrors the phases
Canonical, SetDefaultValues and Transform of compose-go v2.9.1.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from podbuilder.kube.core.document import MISSING
from podbuilder.kube.core.document import Path as ValuePath
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.importers.compose.form_table import COLLECTIONS, ITEMS, MAPPINGS, TYPES, VALUES, scalar
from podbuilder.kube.importers.compose.problem import ComposeProblem, UnreadableValue
from podbuilder.kube.importers.compose.shapes import FileShape, ValueShape
from podbuilder.kube.importers.compose.unique_entries import kept_numbers


class ListOrigin(NamedTuple):
    """Where the entries of a list in its long form come from: how many there were, and which of them each was."""

    length: int
    numbers: tuple[int, ...]


class LongForm:
    """Brings values into their long form, and collects what cannot be brought there."""

    def __init__(self, shape: FileShape) -> None:
        self._shape = shape
        self.problems: list[ComposeProblem] = []
        self.origins: dict[ValuePath, ListOrigin] = {}

    def of(self, value: Any, shape: ValueShape, path: ValuePath) -> Any:
        """The long form of a value; MISSING if it has none."""
        numbers: list[int] = []
        if isinstance(value, list):
            numbers = kept_numbers(value, path)
            if shape.is_unique and shape.form not in MAPPINGS:
                numbers = self._distinct(value, numbers, path)
            self.origins[path] = ListOrigin(len(value), tuple(numbers))
            value = [value[number] for number in numbers]
        try:
            if shape.form in VALUES:
                return VALUES[shape.form](value)
            if shape.form in COLLECTIONS:
                value = COLLECTIONS[shape.form](value)
            return self._below(value, shape, path, numbers)
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
        if "dns" in found and isinstance(value["dns"], list):
            # Empty ones are taken out.
            at = (*path, "dns")
            numbers = tuple(number for number in self.origins[at].numbers if value["dns"][number])
            self.origins[at] = self.origins[at]._replace(numbers=numbers)
        return TYPES[name](found) if name in TYPES else found

    def _below(self, value: Any, shape: ValueShape, path: ValuePath, numbers: list[int]) -> Any:
        if isinstance(value, list) and shape.item is not None:
            numbered = list(zip(numbers, value, strict=True)) if numbers else list(enumerate(value))
            items = _expanded(numbered, shape.form, path) if shape.form in ITEMS else numbered
            long = [(number, self.of(item, shape.item, (*path, number))) for number, item in items]
            long = [(number, item) for number, item in long if item is not MISSING]
            if path in self.origins:
                self.origins[path] = self.origins[path]._replace(numbers=tuple(number for number, _ in long))
            return [item for _, item in long]
        if isinstance(value, dict) and shape.entries is not None:
            entries = {key: self.of(below, shape.entries, (*path, key)) for key, below in value.items()}
            return {key: below for key, below in entries.items() if below is not MISSING}
        if isinstance(value, dict):
            return self.of_type(value, shape.type_name, path)
        return scalar(value, shape.scalars)

    def _distinct(self, value: list[Any], numbers: list[int], path: ValuePath) -> list[int]:
        seen: dict[str, int] = {}
        for number in numbers:
            if repr(value[number]) in seen:
                self.problems.append(
                    ComposeProblem(FieldPath((*path, number)), "This stands in the list a second time.")
                )
            seen.setdefault(repr(value[number]), number)
        return list(seen.values())


def _expanded(numbered: list[tuple[int, Any]], form: str, path: ValuePath) -> list[tuple[int, Any]]:
    """What a list's items become, each with its number in the list, without those that mean the same."""
    items = [(number, item) for number, short in numbered for item in ITEMS[form](short)]
    return [items[place] for place in kept_numbers([item for _, item in items], path)]
