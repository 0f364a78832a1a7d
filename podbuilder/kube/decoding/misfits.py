"""What jsonschema, the reference, finds wrong with a document that does not fit its schema.

Only this module needs jsonschema, which takes longer to load than a review takes, so it is loaded only when a document
does not fit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from jsonschema import Draft4Validator, Draft202012Validator, ValidationError, validators

from podbuilder.kube.core.field import ROOT, FieldError, FieldPath, type_invalid, unknown_field
from podbuilder.kube.decoding import messages
from podbuilder.kube.decoding.schema import Schema, prepared


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
        path = _located(error.absolute_path, version, kind)
        if error.message == "unknown":
            yield unknown_field(path, messages.unknown(path, version, kind))
        else:
            yield type_invalid(path, error.instance, messages.wrong_type(error.schema, error.instance))


def _located(parts: Iterable[str | int], version: str, kind: str) -> FieldPath:
    """jsonschema's path as ours, with map keys marked as such."""
    path, schema = ROOT, prepared(version, kind)
    for part in parts:
        if isinstance(part, int):
            path, schema = path.index(part), schema["items"]
        elif "properties" in schema:
            path, schema = path.child(part), schema["properties"].get(part, {})
        else:
            path, schema = path.key(part), schema["additionalProperties"]
    return path
