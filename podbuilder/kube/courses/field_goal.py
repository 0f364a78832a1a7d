"""A goal that concerns a field: what stands at the places that a pattern names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from podbuilder.kube.core import quantity
from podbuilder.kube.core.document import MISSING
from podbuilder.kube.core.quantity import Quantity, QuantityError
from podbuilder.kube.courses.field_pattern import find

# Fields under these hold amounts, of which 1000m and 1 are the same.
_AMOUNTS = ("resources", "sizeLimit", "storage")


def is_field_met(said: Mapping[str, Any], document: Any) -> bool:
    """Whether a document has what a goal says of its field: that it is set, absent, or which values it may have."""
    found = find(document, said["field"])
    if said.get("absent"):
        return all(_is_unset(value) for value in found.values)
    met = [_is_wanted(said, value) for value in found.values]
    return any(met) if found.one_is_enough else bool(met) and all(met)


def field_sentence(said: Mapping[str, Any]) -> str:
    """What a goal says of its field, as a sentence."""
    field = said["field"]
    if said.get("absent"):
        return f"{field} is not set."
    wanted = [
        *([f"is {said['value']}"] if "value" in said else []),
        *([f"is one of {', '.join(map(str, said['oneOf']))}"] if "oneOf" in said else []),
        *([f"contains {said['contains']}"] if "contains" in said else []),
        *([f"is at least {said['min']}"] if "min" in said else []),
        *([f"is at most {said['max']}"] if "max" in said else []),
    ]
    return f"{field} {' and '.join(wanted) or 'is set'}."


def _is_unset(value: Any) -> bool:
    return value is MISSING or value is None


def _is_wanted(said: Mapping[str, Any], value: Any) -> bool:
    if _is_unset(value) or value in ("", [], {}):
        # An emptyDir is set by `{}`; most fields say nothing with an empty value.
        return isinstance(value, dict) and str(said["field"]).endswith("emptyDir")
    return (
        ("value" not in said or _is_same(said["field"], value, said["value"]))
        and ("oneOf" not in said or any(_is_same(said["field"], value, one) for one in said["oneOf"]))
        and ("contains" not in said or _contains(value, said["contains"]))
        and ("min" not in said or _compared(value, said["min"], (0, 1)))
        and ("max" not in said or _compared(value, said["max"], (-1, 0)))
    )


def _is_same(field: str, value: Any, wanted: Any) -> bool:
    if any(word in field for word in _AMOUNTS) and _compared(value, wanted, (0,)):
        return True
    return type(value) is type(wanted) and str(value) == str(wanted)


def _contains(value: Any, wanted: Any) -> bool:
    if isinstance(value, str):
        return str(wanted) in value
    return isinstance(value, list | dict) and wanted in value


def _compared(value: Any, other: Any, outcomes: tuple[int, ...]) -> bool:
    one, another = _amount(value), _amount(other)
    return one is not None and another is not None and one.compare(another) in outcomes


def _amount(value: Any) -> Quantity | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        return quantity.parse(value)
    except QuantityError:
        return None
