"""Values of one type made of values of another: `int("3")`, `string(1.5)`."""

from __future__ import annotations

import math
import re
from decimal import Decimal
from typing import Any

from podbuilder.kube.cel.cel_error import CelError, no_overload
from podbuilder.kube.cel.cel_types import Allowance, Maybe, TypeName, UInt, kind
from podbuilder.kube.cel.operators import in_range
from podbuilder.kube.cel.strings import within
from podbuilder.kube.cel.times import SECOND, Duration, Timestamp
from podbuilder.kube.cel.tokens import UINT64_MAX
from podbuilder.kube.core.whole_number import whole_number

_LEAST_POWER, _MOST_POWER = -4, 6
_WHOLE = re.compile(r"[+-]?[0-9]{1,20}")
_TRUE, _FALSE = ("1", "t", "T", "TRUE", "true", "True"), ("0", "f", "F", "FALSE", "false", "False")


def _not_converted(value: Any, to: str) -> CelError:
    return CelError(f"type conversion error from '{kind(value)}' to '{to}'")


def to_int(value: Any) -> int:
    match kind(value):
        case "int" | "uint":
            return in_range(int(value))
        case "double":
            if math.isfinite(value):
                return in_range(int(value))
            raise CelError("integer overflow")
        case "string" if _WHOLE.fullmatch(value) and -(2**63) <= int(value) < 2**63:
            return int(value)
        case "string":
            raise _not_converted(value, "int")
    if isinstance(value, Timestamp):
        return value.nanoseconds // SECOND
    if isinstance(value, Duration):
        return value.nanoseconds
    raise no_overload()


def to_uint(value: Any) -> int:
    match kind(value):
        case "int" | "uint":
            return in_range(int(value), is_unsigned=True)
        case "double":
            if math.isfinite(value):
                return in_range(int(value), is_unsigned=True)
            raise CelError("unsigned integer overflow")
        case "string":
            found = whole_number(value, UINT64_MAX)
            if found is None:
                raise _not_converted(value, "uint")
            return UInt(found)
    raise no_overload()


def to_double(value: Any) -> float:
    match kind(value):
        case "int" | "uint" | "double":
            return float(value)
        case "string":
            try:
                return float(value)
            except ValueError:
                raise _not_converted(value, "double") from None
    raise no_overload()


def to_bool(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if not isinstance(value, str):
        raise no_overload()
    if value in _TRUE or value in _FALSE:
        return value in _TRUE
    raise _not_converted(value, "bool")


def to_bytes(value: Any) -> bytes:
    if isinstance(value, str):
        return value.encode("utf-8", "surrogatepass")
    if isinstance(value, bytes):
        return value
    raise no_overload()


def to_string(value: Any) -> str:
    match kind(value):
        case "string":
            return str(value)
        case "bool":
            return "true" if value else "false"
        case "int" | "uint":
            return str(int(value))
        case "double":
            return number_text(value)
        case "bytes":
            try:
                return str(value.decode())
            except UnicodeDecodeError:
                raise CelError("invalid UTF-8 in bytes, cannot convert to string") from None
    if isinstance(value, Timestamp | Duration) or hasattr(value, "as_string"):
        return str(value)
    raise _not_converted(value, "string")


def number_text(value: float) -> str:
    """A double as Go's %g writes it: with the shortest digits, and a power of ten from 1e-5 down and 1e+06 up."""
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else ("+Inf" if value > 0 else "-Inf")
    sign, digits, exponent = Decimal(repr(value)).normalize().as_tuple()
    shown, power = "".join(map(str, digits)), len(digits) + int(exponent) - 1
    begin = "-" if sign else ""
    if value and not _LEAST_POWER <= power < _MOST_POWER:
        fraction = f".{shown[1:]}" if shown[1:] else ""
        return f"{begin}{shown[0]}{fraction}e{'-' if power < 0 else '+'}{abs(power):02d}"
    return begin + format(abs(Decimal(repr(value))).normalize(), "f")


def shown(value: Any, allowance: Allowance | None = None) -> str:
    """A value as `format` writes it with %s."""
    allowance = allowance or Allowance()
    allowance.spend()
    if isinstance(value, list | tuple):
        return within(f"[{', '.join(shown(one, allowance) for one in value)}]")
    if isinstance(value, dict):
        pairs = sorted(f"{shown(key, allowance)}: {shown(one, allowance)}" for key, one in value.items())
        return within(f"{{{', '.join(pairs)}}}")
    if value is None:
        return "null"
    if isinstance(value, TypeName):
        return value.name
    if isinstance(value, Maybe):
        raise no_overload()
    return to_string(value)


def to_type(value: Any) -> TypeName:
    return TypeName(kind(value))


def identity(value: Any) -> Any:
    """dyn: the value, of which the checker of types is to know nothing."""
    return value
