"""Copying what the server's decoder would accept of a document, and recording what it would not.

The prepared schema is compiled into nested functions, some twenty times faster than jsonschema. They only say
*whether* something does not fit; jsonschema, the reference, then says what. A property test holds them together.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Callable
from functools import cache
from typing import Any

from podbuilder.kube.core.field import FieldError, FieldPath, Key, type_invalid
from podbuilder.kube.decoding import literals
from podbuilder.kube.decoding.schema import Schema, prepared

Path = tuple[str | int, ...]


class Refusals:
    """What a conversion recorded on its way."""

    __slots__ = ("errors", "fits")

    def __init__(self) -> None:
        # Whether every JSON type fits and every field is known: whether jsonschema would accept it.
        self.fits = True
        # Literals of the right type that the decoder refuses.
        self.errors: list[FieldError] = []


Converter = Callable[[Any, Path, Refusals], Any]


class _Refused:
    """Stands for a value that the decoder refuses."""


REFUSED = _Refused()


@cache
def converter(version: str, kind: str = "Pod") -> Converter:
    """The function that copies an object of this version."""
    made: dict[int, tuple[Converter, Any]] = {}

    def make(schema: Schema) -> tuple[Converter, Any]:
        # A definition used in many places is one object, so its converter is made once.
        if id(schema) not in made:
            made[id(schema)] = _compile(schema, make)
        return made[id(schema)]

    return make(prepared(version, kind))[0]


def _compile(schema: Schema, make: Callable[[Schema], tuple[Converter, Any]]) -> tuple[Converter, Any]:
    """The converter for a schema, and what the decoder makes of a null that is an item or a map's value."""
    kind = schema["type"][0] if schema else ""
    form = schema.get("format", "")
    if form in _LITERALS:
        return _LITERALS[form]
    if "properties" in schema:
        return _object({name: make(each)[0] for name, each in schema["properties"].items()}), {}
    if "items" in schema:
        return _list(*make(schema["items"])), []
    if kind == "object":
        return _map(*make(schema["additionalProperties"])), {}
    return (_plain(str), "") if kind == "string" else (_plain(bool), False) if kind == "boolean" else (_raw, None)


def _object(fields: dict[str, Converter]) -> Converter:
    def convert(value: Any, path: Path, refusals: Refusals) -> Any:
        if not isinstance(value, dict):
            refusals.fits = False
            return REFUSED
        copy = {}
        for name, each in value.items():
            field = fields.get(name)
            if field is None:
                refusals.fits = False
            elif each is not None:
                taken = field(each, (*path, name), refusals)
                if taken is not REFUSED:
                    copy[name] = taken
        return copy

    return convert


def _list(item: Converter, zero: Any) -> Converter:
    def convert(value: Any, path: Path, refusals: Refusals) -> Any:
        if not isinstance(value, list):
            refusals.fits = False
            return REFUSED
        copy = []
        for i, each in enumerate(value):
            taken = REFUSED if each is None else item(each, (*path, i), refusals)
            # A refused item leaves an empty one behind, so that the others keep their indices.
            copy.append(_fresh(zero) if taken is REFUSED else taken)
        return copy

    return convert


def _map(item: Converter, zero: Any) -> Converter:
    def convert(value: Any, path: Path, refusals: Refusals) -> Any:
        if not isinstance(value, dict):
            refusals.fits = False
            return REFUSED
        copy = {}
        for key, each in value.items():
            taken = zero if each is None else item(each, (*path, Key(key)), refusals)
            if taken is not REFUSED:
                copy[key] = taken
        return copy

    return convert


def _fresh(zero: Any) -> Any:
    """A copy of a zero value: two empty items must not be one object."""
    return zero.copy() if isinstance(zero, (dict, list)) else zero


def _plain(wanted: type) -> Converter:
    def convert(value: Any, path: Path, refusals: Refusals) -> Any:
        if isinstance(value, wanted):
            return value
        refusals.fits = False
        return REFUSED

    return convert


def _raw(value: Any, path: Path, refusals: Refusals) -> Any:
    return value


def _refuse(value: Any, path: Path, refusals: Refusals, wanted: str) -> Any:
    refusals.errors.append(type_invalid(FieldPath(path), value, f"This cannot be read: {wanted}."))
    return REFUSED


def _integer(fits: Callable[[int], bool], wanted: str) -> Converter:
    def convert(value: Any, path: Path, refusals: Refusals) -> Any:
        if type(value) is not int:
            refusals.fits = False
            return REFUSED
        return value if fits(value) else _refuse(value, path, refusals, wanted)

    return convert


_int32 = _integer(literals.is_int32, "this must be a whole number between -2147483648 and 2147483647")
_int64 = _integer(literals.is_int64, "this must be a whole number that fits into 64 bits")


def _int_or_string(value: Any, path: Path, refusals: Refusals) -> Any:
    return value if isinstance(value, str) else _int32(value, path, refusals)


def _quantity(value: Any, path: Path, refusals: Refusals) -> Any:
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        refusals.fits = False
        return REFUSED
    if literals.is_quantity(value):
        return value
    wanted = "a quantity is a number that may be followed by a unit, such as 0.5, 250m, 2Gi or 1e6"
    return _refuse(value, path, refusals, wanted)


def _time(value: Any, path: Path, refusals: Refusals) -> Any:
    if not isinstance(value, str):
        refusals.fits = False
        return REFUSED
    if literals.is_time(value):
        return value
    return _refuse(value, path, refusals, "a time looks like 2026-01-31T12:00:00Z")


def _bytes(value: Any, path: Path, refusals: Refusals) -> Any:
    if not isinstance(value, str):
        refusals.fits = False
        return REFUSED
    if literals.is_base64(value):
        # As the server writes them: on one line.
        return b64encode(b64decode(value)).decode()
    return _refuse(value, path, refusals, "bytes are written in base64, such as czNjcjN0, padded with = at the end")


_LITERALS: dict[str, tuple[Converter, Any]] = {
    "int32": (_int32, 0),
    "int64": (_int64, 0),
    "int-or-string": (_int_or_string, 0),
    "quantity": (_quantity, "0"),
    "date-time": (_time, None),
    "byte": (_bytes, ""),
}
