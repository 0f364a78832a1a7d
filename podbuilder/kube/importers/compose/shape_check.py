"""What of a document has a key or a form that Compose does not know, told with its path and left out.

Compose refuses the whole file for any of it, with the JSON Schema of compose-go v2.9.1. Here the rest is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from podbuilder.kube.core.document import MISSING
from podbuilder.kube.core.document import Path as ValuePath
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.core.limits import MAX_EXPANDED, MAX_GUESSES
from podbuilder.kube.core.nearest_word import nearest
from podbuilder.kube.core.quoting import cut
from podbuilder.kube.importers.compose.form_table import INDIVISIBLE, ITEMS, VALUES, scalar
from podbuilder.kube.importers.compose.plain_scalar import BareDate
from podbuilder.kube.importers.compose.problem import ComposeProblem, UnreadableValue
from podbuilder.kube.importers.compose.shapes import FileShape, TypeShape, ValueShape
from podbuilder.kube.importers.import_result import ImportRefused

_is_name = re.compile(r"[a-zA-Z0-9._-]+").fullmatch
_QUOTE = "This must be text. Put it in quotes."
_NAME = "This name may have letters, digits, “.”, “_” and “-” only."


class ShapeCheck:
    """Takes values apart by their shapes, and collects what does not fit."""

    def __init__(self, shape: FileShape) -> None:
        self._shape = shape
        self.problems: list[ComposeProblem] = []
        self._guesses = self._made = 0

    def fit(self, value: Any, shape: ValueShape, path: ValuePath) -> Any:
        """What of a value fits its shape; MISSING if nothing does."""
        told = len(self.problems)
        fitting = self._structure(value, shape, path)
        if fitting is MISSING or (shape.form in INDIVISIBLE and len(self.problems) > told):
            return MISSING
        try:
            self._try(fitting, shape)
        except UnreadableValue as error:
            return self._tell(path, str(error))
        return fitting

    def fit_type(self, value: dict[str, Any], name: str, path: ValuePath) -> dict[str, Any]:
        """What of a mapping fits its type."""
        known = self._shape.types[name]
        found: dict[str, Any] = {}
        for key, below in value.items():
            at = (*path, key)
            if key in known.fields:
                fitting = self.fit(below, known.fields[key], at)
                if fitting is not MISSING:
                    found[key] = fitting
            elif not key.startswith("x-"):
                self._tell(at, self._unknown(key, known))
        return found

    def _structure(self, value: Any, shape: ValueShape, path: ValuePath) -> Any:
        if isinstance(value, dict) and shape.type_name:
            return self.fit_type(value, shape.type_name, path)
        if isinstance(value, dict) and shape.entries is not None:
            return dict(self._entries(value, shape, shape.entries, path))
        if isinstance(value, list) and shape.item is not None:
            return list(self._items(value, shape, shape.item, path))
        wrong = _wrong(value, shape)
        return self._tell(path, wrong) if wrong else value

    def _entries(self, value: dict[str, Any], shape: ValueShape, of: ValueShape, path: ValuePath) -> Iterator[Any]:
        for key, below in value.items():
            if not key or (shape.has_names and not _is_name(key)):
                self._tell((*path, key), _NAME)
            elif (fitting := self.fit(below, of, (*path, key))) is not MISSING:
                yield key, fitting

    def _items(self, value: list[Any], shape: ValueShape, of: ValueShape, path: ValuePath) -> Iterator[Any]:
        for index, below in enumerate(value):
            fitting = self.fit(below, of, (*path, index))
            if fitting is not MISSING and self._expands(fitting, shape, (*path, index)):
                yield fitting

    def _expands(self, item: Any, shape: ValueShape, path: ValuePath) -> bool:
        if shape.form not in ITEMS or isinstance(item, dict):
            return True
        try:
            self._made += len(ITEMS[shape.form](item))
        except UnreadableValue as error:
            self._tell(path, str(error))
            return False
        if self._made > MAX_EXPANDED:
            raise ImportRefused(f"The ranges of this file make more than {MAX_EXPANDED:,} ports.")
        return True

    def _try(self, value: Any, shape: ValueShape) -> None:
        if shape.form in VALUES:
            VALUES[shape.form](value)
        else:
            scalar(value, shape.scalars)

    def _unknown(self, key: str, known: TypeShape) -> str:
        if key in self._shape.former and known is self._shape.types["service"]:
            return f"Compose no longer knows “{key}”. Today it is “{self._shape.former[key]}”."
        self._guesses += 1
        near = nearest(key, known.fields) if self._guesses <= MAX_GUESSES else ""
        return f"Compose does not know “{cut(key)}”{f'; “{near}” may be meant' if near else ''}."

    def _tell(self, path: ValuePath, message: str) -> Any:
        self.problems.append(ComposeProblem(FieldPath(path), message))
        return MISSING


def _wrong(value: Any, shape: ValueShape) -> str:
    """Why a value does not fit the scalars of a shape; "" if it does."""
    if isinstance(value, BareDate):
        return _QUOTE
    if isinstance(value, str) and value in shape.choices:
        return ""
    if not isinstance(value, dict | list) and shape.scalars & _names_of(value):
        return ""
    if shape.choices and isinstance(value, str):
        return f"This must be one of: {', '.join(shape.choices)}."
    if shape.scalars == {"text"} and value is not None and not isinstance(value, dict | list):
        return _QUOTE
    return f"This must be {' or '.join(_wanted(shape))}."


def _names_of(value: Any) -> set[str]:
    if value is None:
        return {"null", "value"}
    if isinstance(value, bool):
        return {"flag", "truth", "value"}
    if isinstance(value, str):
        return {"text", "flag", "whole", "number", "value"}
    if isinstance(value, float):
        return {"number", "value", "whole"} if value.is_integer() else {"number", "value"}
    return {"whole", "number", "value"}


def _wanted(shape: ValueShape) -> Iterator[str]:
    if shape.choices:
        yield f"one of {', '.join(shape.choices)}"
    words = {"text": "text", "flag": "true or false", "truth": "true or false", "whole": "a whole number"}
    words |= {"number": "a number or text", "value": "a text, a number or a boolean", "null": "left out"}
    yield from (words[name] for name in words if name in shape.scalars)
    if shape.item is not None:
        yield "a list"
    if shape.entries is not None or shape.type_name:
        yield "a mapping"
