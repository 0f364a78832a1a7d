"""The strict schema of a Pod or workload, prepared for fast checks, and jsonschema's errors in words.

Prepared means: every reference inlined, null allowed everywhere (the decoder takes it for "absent"), quantities and
int-or-strings as lists of types, and `required` left out (the server decides later what it requires).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from jsonschema import Draft4Validator, Draft202012Validator, ValidationError, validators

from podbuilder.kube.catalogue import schemas
from podbuilder.kube.decoding import messages
from podbuilder.kube.field import ROOT, FieldError, FieldPath, type_invalid, unknown_field

Schema = dict[str, Any]

# The schemas of definitions that are not plain objects. `format` tells the converter how to read the literal.
SPECIAL: dict[str, Schema] = {
    schemas.QUANTITY: {"type": ["string", "number", "null"], "format": "quantity"},
    schemas.INT_OR_STRING: {"type": ["string", "integer", "null"], "format": "int-or-string"},
    schemas.TIME: {"type": ["string", "null"], "format": "date-time"},
    schemas.RAW: {},
}


@cache
def prepared(version: str, kind: str = "Pod") -> Schema:
    """The schema of a whole object, without references. A definition used in many places is one object."""
    closure = schemas.read(version, kind)
    done: dict[str, Schema] = dict(SPECIAL)

    def definition(name: str) -> Schema:
        if name not in done:
            done[name] = prepare(closure.definitions[name])
        return done[name]

    def prepare(schema: Schema) -> Schema:
        if name := schemas.target(schema):
            return definition(name)
        ready: Schema = {"type": _nullable(schema["type"])}
        if "format" in schema:
            ready["format"] = schema["format"]
        if "properties" in schema:
            ready["properties"] = {field: prepare(each) for field, each in schema["properties"].items()}
            ready["additionalProperties"] = False
        elif "additionalProperties" in schema:
            ready["additionalProperties"] = prepare(schema["additionalProperties"])
        elif ready["type"][0] == "object":
            # An object whose mere presence says something, such as a mode.
            ready.update(properties={}, additionalProperties=False)
        if "items" in schema:
            ready["items"] = prepare(schema["items"])
        return ready

    return definition(closure.root)


def _nullable(types: str | list[str]) -> list[str]:
    names = [types] if isinstance(types, str) else types
    return [*(name for name in names if name != "null"), "null"]


def _type(validator: Any, types: list[str], instance: Any, schema: Schema) -> Iterator[ValidationError]:
    """The keyword `type`. jsonschema's own prints the whole value, which recurses as deep as the value does."""
    if not any(validator.is_type(instance, name) for name in types):
        yield ValidationError("type")


def _additional(validator: Any, rest: Any, instance: Any, schema: Schema) -> Iterator[ValidationError]:
    """The keyword `additionalProperties`, with one error for each unknown field instead of one for all."""
    if not validator.is_type(instance, "object"):
        return
    for name, value in instance.items():
        if rest is not False:
            yield from validator.descend(value, rest, path=name)
        elif name not in schema["properties"]:
            yield ValidationError("unknown", path=(name,))


# With the type checker of draft 4, 8001.0 is not an integer: the server's decoder, which sees the literal, agrees.
_extend: Any = validators.extend
_Validator: Any = _extend(
    Draft202012Validator,
    {"type": _type, "additionalProperties": _additional},
    type_checker=Draft4Validator.TYPE_CHECKER,
)


@cache
def validator(version: str, kind: str = "Pod") -> Any:
    """jsonschema's validator for an object of this version."""
    return _Validator(prepared(version, kind))


def misfits(document: Any, version: str, kind: str = "Pod") -> Iterator[FieldError]:
    """Every unknown field and every wrong JSON type of `document`, as jsonschema finds them."""
    for error in validator(version, kind).iter_errors(document):
        path, known = _located(error.absolute_path, version, kind)
        if error.message == "unknown":
            yield unknown_field(path, messages.unknown(path, version, known, kind))
        else:
            yield type_invalid(path, error.instance, messages.wrong_type(path, error.schema, error.instance))


def _located(parts: Iterable[str | int], version: str, kind: str) -> tuple[FieldPath, tuple[str, ...]]:
    """jsonschema's path as ours, with map keys marked as such, and the fields that are known where it ends."""
    path, schema = ROOT, prepared(version, kind)
    known: tuple[str, ...] = ()
    for part in parts:
        if isinstance(part, int):
            path, schema = path.index(part), schema["items"]
        elif "properties" in schema:
            known = tuple(schema["properties"])
            path, schema = path.child(part), schema["properties"].get(part, {})
        else:
            path, schema = path.key(part), schema["additionalProperties"]
    return path, known
