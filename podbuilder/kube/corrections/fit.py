"""Whether a value could stand in a field: how much of it the field would take."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from podbuilder.kube.catalogue import FieldSpec
from podbuilder.kube.decoding.literals import is_quantity

# How well a value fits that has the type but is not among the known choices.
UNUSUAL = 0.8
_SCALARS: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "quantity": (str, int, float),
    "int-or-string": (int, str),
}


def fit(value: Any, spec: FieldSpec) -> float:
    """How much of `value` the field takes: 1.0 for all of it, 0.0 for nothing; null fits everywhere, as "absent"."""
    if value is None:
        return 1.0
    if spec.type in ("list", "map") and spec.item is not None:
        return _items(value, spec.item, spec.type)
    if spec.type == "object":
        return _fields(value, spec)
    return _scalar(value, spec)


def _scalar(value: Any, spec: FieldSpec) -> float:
    if not _has_type(value, spec.type):
        return 0.0
    if spec.type == "quantity" and not is_quantity(value):
        return 0.0
    # Of a closed set the catalogue may know only the usual ones.
    return UNUSUAL if spec.choices and isinstance(value, str) and value not in spec.choices else 1.0


def _has_type(value: Any, name: str) -> bool:
    return isinstance(value, _SCALARS[name]) and isinstance(value, bool) == (name == "boolean")


def _items(value: Any, item: FieldSpec, kind: str) -> float:
    if not isinstance(value, list if kind == "list" else dict):
        return 0.0
    return _mean(fit(each, item) for each in (value if isinstance(value, list) else value.values()))


def _fields(value: Any, spec: FieldSpec) -> float:
    """An object with no field of the kind fits nowhere; an empty one everywhere."""
    if not isinstance(value, dict):
        return 0.0
    return _mean(fit(each, spec.fields[name]) if name in spec.fields else 0.0 for name, each in value.items())


def _mean(shares: Iterable[float]) -> float:
    found = list(shares)
    return sum(found) / len(found) if found else 1.0
