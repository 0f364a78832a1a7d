"""Kubernetes' quantities in expressions. Mirrors Kubernetes v1.36, apiserver pkg/cel/library/quantity.go."""

from __future__ import annotations

from typing import Any

from podbuilder.kube.cel import semantic_version
from podbuilder.kube.cel.cel_error import CelError, no_overload
from podbuilder.kube.cel.cel_types import kind
from podbuilder.kube.cel.semantic_version import Semver
from podbuilder.kube.cel.strings import text
from podbuilder.kube.cel.tokens import INT64_MAX
from podbuilder.kube.core.quantity import Quantity, QuantityError, parse

# So many zeros are more than 64 bits hold.
_FAR = 40
_SHAPE = "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"


def quantity(value: Any) -> Quantity:
    try:
        return parse(text(value))
    except QuantityError:
        raise CelError(_SHAPE) from None


def is_quantity(value: Any) -> bool:
    try:
        parse(text(value))
    except QuantityError:
        return False
    return True


def _only(value: Any) -> Quantity:
    if not isinstance(value, Quantity):
        raise no_overload()
    return value


def is_integer(value: Any) -> bool:
    """Whether the amount is a whole number that fits into 64 bits."""
    return _only(value).is_whole() and abs(_whole(value)) <= INT64_MAX


def _whole(value: Quantity) -> int:
    """The amount as a whole number, which it is; of one that is far too large something that is too large as well."""
    factor = int(10 ** min(abs(value.exponent), _FAR))
    return value.unscaled * factor if value.exponent >= 0 else value.unscaled // factor


def as_integer(value: Any) -> int:
    if not is_integer(value):
        raise CelError("cannot convert value to integer")
    return _whole(value)


def as_float(value: Any) -> float:
    return float(f"{_only(value).unscaled}e{value.exponent}")


def sign(value: Any) -> int:
    return _only(value).sign


def added(value: Any, other: Any) -> Quantity:
    return _only(value) + _term(other)


def subtracted(value: Any, other: Any) -> Quantity:
    return _only(value) - _term(other)


def _term(other: Any) -> Quantity:
    return Quantity(other) if kind(other) == "int" else _only(other)


def compared(value: Any, other: Any) -> int:
    """-1, 0 or 1, of two quantities or of two versions."""
    if isinstance(value, Semver):
        return int(semantic_version.compare(value, other))
    return _only(value).compare(_only(other))


def is_less(value: Any, other: Any) -> bool:
    return compared(value, other) < 0


def is_greater(value: Any, other: Any) -> bool:
    return compared(value, other) > 0
