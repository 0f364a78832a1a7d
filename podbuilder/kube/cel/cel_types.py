"""The values of CEL that Python has no type for, and how values compare.

A bool, an int, a double, a string and bytes are Python's own, null is None, a list a list or a tuple, a map a dict.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from podbuilder.kube.cel.cel_error import NotJudged
from podbuilder.kube.core.limits import MAX_CEL_VALUES
from podbuilder.kube.core.quantity import Quantity


class UInt(int):
    """An unsigned integer."""

    __slots__ = ()


class Struct(dict[str, Any]):
    """A message with a type, as mutations make them: `Object.spec{…}`, `JSONPatch{…}`."""

    def __init__(self, type_name: str, fields: dict[str, Any]) -> None:
        super().__init__(fields)
        self.type_name = type_name


@dataclass(frozen=True, slots=True)
class Maybe:
    """An optional value."""

    value: Any = None
    is_there: bool = False


NOTHING = Maybe()


@dataclass(frozen=True, slots=True)
class TypeName:
    """A type as a value: `type(1) == int`."""

    name: str


def kind(value: Any) -> str:
    """The name of a value's type, as CEL says it."""
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, Struct):
        return value.type_name
    for known, name in _KINDS:
        if isinstance(value, known):
            return name
    return type(value).__name__.lower()


_KINDS: tuple[tuple[Any, str], ...] = (
    (UInt, "uint"),
    (int, "int"),
    (float, "double"),
    (str, "string"),
    (bytes, "bytes"),
    (type(None), "null_type"),
    ((list, tuple), "list"),
    (dict, "map"),
    (Maybe, "optional_type"),
    (TypeName, "type"),
    (Quantity, "kubernetes.Quantity"),
)


def is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


class Allowance:
    """How many values may still be looked at: a list that holds another one many times is soon larger than it looks."""

    __slots__ = ("left",)

    def __init__(self) -> None:
        self.left = MAX_CEL_VALUES

    def spend(self, values: int = 1) -> None:
        """Count values; NotJudged when there were too many."""
        self.left -= values
        if self.left < 0:
            raise NotJudged("A value of the expression is larger than what is looked at here.")


def equal(one: Any, other: Any) -> bool:
    """Whether two values are equal. Numbers compare across their types, all other values only within theirs."""
    return _equal(one, other, Allowance())


def _equal(one: Any, other: Any, allowance: Allowance) -> bool:
    allowance.spend()
    if is_number(one) and is_number(other):
        return bool(one == other)
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        pairs = zip(one, other, strict=False)
        return len(one) == len(other) and all(_equal(mine, theirs, allowance) for mine, theirs in pairs)
    if isinstance(one, dict) and isinstance(other, dict):
        return len(one) == len(other) and all(
            key in other and _equal(value, other[key], allowance) for key, value in one.items()
        )
    if isinstance(one, Maybe) and isinstance(other, Maybe):
        return one.is_there == other.is_there and _equal(one.value, other.value, allowance)
    return kind(one) == kind(other) and bool(one == other)
