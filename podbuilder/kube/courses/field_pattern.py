"""The places of a document that a course speaks of: `spec.containers[*].resources.limits[nvidia.com/gpu]`."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from podbuilder.kube.core.document import MISSING
from podbuilder.kube.core.whole_number import whole_number

# A name, or in brackets: a number, `*` for every item, `any` for one that will do, the name of an item, a map's key.
_PART = re.compile(r"(?:^|(?<=.)\.)([A-Za-z0-9_-]+)|\[([^\[\]]+)\]")
EVERY, ANY = "*", "any"


class FieldValues(NamedTuple):
    """The values at the places that a pattern names; MISSING where nothing stands."""

    values: tuple[Any, ...]
    # Whether one of them is enough; otherwise all count.
    one_is_enough: bool


def is_readable(pattern: str) -> bool:
    """Whether a text is such a pattern."""
    return "".join(found.group() for found in _PART.finditer(pattern)) == pattern != ""


def find(document: Any, pattern: str) -> FieldValues:
    """What stands at the places that a pattern names; none at all where a list that it goes through is empty."""
    values, one_is_enough = [document], False
    for found in _PART.finditer(pattern):
        name, within = found.groups()
        if name is None and within in (EVERY, ANY):
            one_is_enough |= within == ANY
            values = [item for value in values for item in _items(value)]
        else:
            values = [_step(value, name or within) for value in values]
    return FieldValues(tuple(values), one_is_enough)


def _items(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list) else []


def _step(value: Any, name: str) -> Any:
    if isinstance(value, dict):
        return value.get(name, MISSING)
    if not isinstance(value, list):
        return MISSING
    number = whole_number(name)
    if number is not None:
        return value[number] if number < len(value) else MISSING
    return next((item for item in value if isinstance(item, dict) and item.get("name") == name), MISSING)
