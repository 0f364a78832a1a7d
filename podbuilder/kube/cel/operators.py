"""What the signs between values do."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from podbuilder.kube.cel.cel_error import CelError, no_key, no_overload
from podbuilder.kube.cel.cel_types import Maybe, UInt, equal, is_number, kind
from podbuilder.kube.cel.times import Duration, Timestamp
from podbuilder.kube.cel.tokens import INT64_MAX, INT64_MIN, UINT64_MAX
from podbuilder.kube.core.quantity import Quantity


def in_range(value: int, is_unsigned: bool = False) -> int:
    """An integer that CEL can hold (CelError)."""
    if is_unsigned:
        if not 0 <= value <= UINT64_MAX:
            raise CelError("unsigned integer overflow")
        return UInt(value)
    if not INT64_MIN <= value <= INT64_MAX:
        raise CelError("integer overflow")
    return value


def _arithmetic(name: str, of_ints: Callable[[int, int], int], of_doubles: Callable[[float, float], float]) -> Any:
    def run(one: Any, other: Any) -> Any:
        first = kind(one)
        if first == kind(other):
            if first in ("int", "uint"):
                return in_range(of_ints(int(one), int(other)), first == "uint")
            if first == "double":
                return of_doubles(one, other)
        return _of_others(name, one, other)

    return run


def _of_others(name: str, one: Any, other: Any) -> Any:
    """Texts and lists are joined, times are added and subtracted."""
    if name == "_+_":
        if kind(one) == kind(other) and isinstance(one, str | bytes):
            return one + other
        if isinstance(one, list | tuple) and isinstance(other, list | tuple):
            return [*one, *other]
        if isinstance(one, Duration | Timestamp) and isinstance(other, Duration | Timestamp):
            return one.plus(other)
    if name == "_-_" and isinstance(one, Duration | Timestamp) and isinstance(other, Duration | Timestamp):
        return one.minus(other)
    raise no_overload()


def _divide(one: int, other: int) -> int:
    """Towards zero, as Go does."""
    if not other:
        raise CelError("division by zero")
    quotient = abs(one) // abs(other)
    return quotient if (one < 0) == (other < 0) else -quotient


def _modulo(one: int, other: int) -> int:
    if not other:
        raise CelError("modulus by zero")
    return one - other * _divide(one, other)


def _divide_doubles(one: float, other: float) -> float:
    if other:
        return one / other
    return math.nan if not one or math.isnan(one) else math.copysign(math.inf, one) * math.copysign(1, other)


def _no_doubles(one: float, other: float) -> float:
    raise no_overload()


def compare(one: Any, other: Any) -> int | None:
    """-1, 0 or 1; None where a number is none (CelError for values without an order)."""
    if is_number(one) and is_number(other):
        if math.isnan(one) or math.isnan(other):
            return None
    elif kind(one) != kind(other) or not isinstance(one, str | bytes | bool | Duration | Timestamp):
        raise no_overload()
    return int(one > other) - int(one < other)


def _ordered(test: Callable[[int], bool]) -> Callable[[Any, Any], bool]:
    def run(one: Any, other: Any) -> bool:
        order = compare(one, other)
        return order is not None and test(order)

    return run


def contains(one: Any, other: Any) -> bool:
    """Whether a list has an item, or a map a key."""
    if isinstance(other, dict):
        return is_key(other, one)
    if isinstance(other, list | tuple):
        return any(equal(one, item) for item in other)
    raise no_overload()


def is_key(of: dict[Any, Any], key: Any) -> bool:
    """Whether a map has a key; True and 1 are two keys, though Python takes them for one."""
    try:
        is_there = key in of
    except TypeError:
        return False
    if is_there and isinstance(key, int | float):
        return any(found == key and isinstance(found, bool) == isinstance(key, bool) for found in of)
    return is_there


def negated(value: Any) -> Any:
    if kind(value) == "int":
        return in_range(-value)
    if isinstance(value, float):
        return -value
    if isinstance(value, Duration):
        return Duration(in_range(-value.nanoseconds))
    raise no_overload()


def inverted(value: Any) -> bool:
    if isinstance(value, bool):
        return not value
    raise no_overload()


def part(of: Any, index: Any, missing: Any = None) -> Any:
    """A part of a value, by its key or its number; `missing` where there is none, or a CelError if that is None."""
    if isinstance(of, list | tuple):
        number = index_of(index)
        if 0 <= number < len(of):
            return of[number]
        failure = CelError(f"index out of bounds: {number}")
    elif isinstance(of, dict) and is_key(of, index):
        found = of[index]
        return found() if callable(found) else found
    else:
        failure = no_key(index)
    if missing is None:
        raise failure
    return missing


def index_of(value: Any) -> int:
    if not is_number(value) or value != int(value):
        raise CelError(f"unsupported index type '{kind(value)}' in list")
    return int(value)


BINARY: dict[str, Callable[[Any, Any], Any]] = {
    "+": _arithmetic("_+_", lambda a, b: a + b, lambda a, b: a + b),
    "-": _arithmetic("_-_", lambda a, b: a - b, lambda a, b: a - b),
    "*": _arithmetic("_*_", lambda a, b: a * b, lambda a, b: a * b),
    "/": _arithmetic("_/_", _divide, _divide_doubles),
    "%": _arithmetic("_%_", _modulo, _no_doubles),
    "==": equal,
    "!=": lambda one, other: not equal(one, other),
    "<": _ordered(lambda order: order < 0),
    "<=": _ordered(lambda order: order <= 0),
    ">": _ordered(lambda order: order > 0),
    ">=": _ordered(lambda order: order >= 0),
    "in": contains,
}

# What an optional value may hold that counts as nothing for `optional.ofNonZeroValue`.
ZEROS: tuple[Any, ...] = (False, 0, 0.0, "", b"", None)


def is_zero(value: Any) -> bool:
    if isinstance(value, list | tuple | dict):
        return not value
    if isinstance(value, Duration):
        return not value.nanoseconds
    if isinstance(value, Maybe):
        return not value.is_there
    return not isinstance(value, Quantity) and value in ZEROS
