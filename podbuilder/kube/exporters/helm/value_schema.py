"""JSON Schemas of values, from what the catalogue says of the fields that they fill."""

from __future__ import annotations

import math
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator

from podbuilder.kube import catalogue
from podbuilder.kube.catalogue import FieldSpec
from podbuilder.kube.core import kinds
from podbuilder.kube.exporters.helm.go_text import ERASED

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"
# The syntax of a quantity, as Kubernetes' documentation has it.
QUANTITY = r"^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$"
TEXT: Schema = {"type": "string"}
SWITCH: Schema = {"type": "boolean"}
TEXTS: Schema = {"type": "object", "additionalProperties": TEXT}
# Values are read as floating-point numbers, which know no larger whole numbers one by one.
_GREATEST = 2**53
_TYPES = {"int-or-string": ["integer", "string"], "quantity": ["string", "number"]}


def schema_at(version: str, kind: str, *path: str | int) -> Schema:
    """The schema of a field of one of Kubernetes' own kinds; one that takes anything where no catalogue has it."""
    return dict(_schema_at(version, kind, path))


@cache
def _schema_at(version: str, kind: str, path: tuple[str | int, ...]) -> Schema:
    spec = catalogue.load(version, kind).field(path) if kind in kinds.native() else None
    return schema_of(spec) if spec is not None else {}


def schema_of(spec: FieldSpec) -> Schema:
    """What a field may hold: its type, choices and bounds; objects have no keys but those that are known."""
    found: Schema = {}
    if spec.label:
        found["description"] = f"{spec.label} ({spec.unit})" if spec.unit else spec.label
    if spec.type == "map" and spec.item is not None:
        return found | {"type": "object", "additionalProperties": schema_of(spec.item)}
    if spec.type == "list" and spec.item is not None:
        return found | {"type": "array", "items": schema_of(spec.item)}
    found["type"] = _TYPES.get(spec.type, spec.type)
    if spec.type == "object" and spec.fields:
        found["properties"] = {name: schema_of(field) for name, field in spec.fields.items()}
        found["additionalProperties"] = False
        if needed := [name for name, field in spec.fields.items() if field.required]:
            found["required"] = needed
    if spec.type == "quantity":
        found["pattern"] = QUANTITY
    if spec.choices:
        found["enum"] = list(spec.choices)
    bounds = {"minimum": spec.minimum, "maximum": spec.maximum}
    return found | {word: bound for word, bound in bounds.items() if bound is not None}


def optional(schema: Schema) -> Schema:
    """A schema that takes null as well, which stands for nothing being said."""
    types = schema.get("type", [])
    found = schema | {"type": [*([types] if isinstance(types, str) else types), "null"]}
    return found | {"enum": [*schema["enum"], None]} if "enum" in schema else found


def texts_but(taken: list[str]) -> Schema:
    """A map of texts without these keys, which the template writes itself."""
    return TEXTS | {"propertyNames": {"not": {"enum": taken}}} if taken else TEXTS


def is_fit(value: Any, schema: Schema) -> bool:
    """Whether a value of a document can be a default: it fits, and means the same when Helm has read it."""
    return _is_kept(value) and Draft202012Validator(schema).is_valid(value)


def _is_kept(value: Any) -> bool:
    """Whether Helm keeps a value: it takes null for a default that is to go."""
    if isinstance(value, dict):
        return all(map(_is_kept, value.values()))
    if isinstance(value, list):
        return all(map(_is_kept, value))
    if isinstance(value, float):
        return math.isfinite(value)
    if isinstance(value, str):
        return ERASED not in value
    return value is not None and not (isinstance(value, int) and abs(value) > _GREATEST)
