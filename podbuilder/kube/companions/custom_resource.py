"""Objects of kinds that a cluster learns from a CustomResourceDefinition: defaults, bounds and what needs both.

Mirrors apiextensions-apiserver, Kubernetes v1.36: pkg/apiserver/schema/defaulting, pkg/apiserver/validation,
pkg/apiserver/schema/listtype and pkg/registry/customresource.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from podbuilder.kube.core.field import (
    ROOT,
    ErrorType,
    FieldError,
    FieldPath,
    FieldWarning,
    duplicate,
    invalid,
    required,
    too_long,
    too_many,
)
from podbuilder.kube.core.quoting import cut
from podbuilder.kube.validation.formats import show
from podbuilder.kube.validation.messages import unsupported
from podbuilder.kube.validation.object_meta import STANDARD_FINALIZERS

Schema = dict[str, Any]
Definitions = dict[str, Schema]

# Errors of these types keep the server from looking at the rules about more than one field.
BLOCKING = (
    ErrorType.NOT_SUPPORTED,
    ErrorType.REQUIRED,
    ErrorType.TOO_LONG,
    ErrorType.TOO_MANY,
    ErrorType.TYPE_INVALID,
)
# sic: what the server calls no field at all.
NIL = FieldPath(("<nil>",))


def with_defaults(value: Any, schema: Schema, definitions: Definitions) -> Any:
    """A decoded value with the defaults of its schema, and of all in it, a new one."""
    schema = resolved(schema, definitions)
    if isinstance(value, list) and "items" in schema:
        return [with_defaults(item, schema["items"], definitions) for item in value]
    if not isinstance(value, dict):
        return value
    filled = dict(value)
    for name, each in schema.get("properties", {}).items():
        if name not in filled and "default" in each:
            filled[name] = each["default"]
        if name in filled:
            filled[name] = with_defaults(filled[name], each, definitions)
    return filled


def resolved(schema: Schema, definitions: Definitions) -> Schema:
    """The schema itself, or the definition that it refers to; nothing is known of other people's definitions."""
    return definitions.get(schema["$ref"], {}) if "$ref" in schema else schema


def validate_schema(value: Any, schema: Schema, path: FieldPath, definitions: Definitions) -> Iterator[FieldError]:
    """What its schema refuses of a well-typed value. Mirrors ValidateCustomResource and ValidateListSetsAndMaps."""
    schema = resolved(schema, definitions)
    if isinstance(value, dict):
        for name in schema.get("required", ()):
            if name not in value:
                yield required(path.child(name), f"Write the {name}; nothing can be made without.")
        for name, each in schema.get("properties", {}).items():
            if name in value:
                yield from validate_schema(value[name], each, path.child(name), definitions)
    elif isinstance(value, list):
        yield from validate_list(value, schema, path)
        for i, item in enumerate(value):
            yield from validate_schema(item, schema["items"], path.index(i), definitions)
    elif "enum" in schema and value not in schema["enum"]:
        yield unsupported(path, value, [str(choice) for choice in schema["enum"]])
    elif isinstance(value, str):
        yield from validate_text(value, schema, path)
    elif "minimum" in schema:
        yield from validate_number(value, schema, path)


def validate_list(items: list[Any], schema: Schema, path: FieldPath) -> Iterator[FieldError]:
    """How many items there may be, and whether two of them may be alike."""
    most, least = schema["maxItems"], schema.get("minItems", 0)
    if len(items) > most:
        yield too_many(path, len(items), f"There are {len(items)} items; at most {most} are allowed.")
    if len(items) < least:
        yield invalid(path, items, f"There must be {least} or more items here, or leave the list out.")
    keys = schema.get("keys", ())
    if not keys and not schema.get("unique"):
        return
    seen = []
    for i, item in enumerate(items):
        key = [item.get(name) for name in keys] if keys else item
        if key in seen:
            shown = ", ".join(show(part) for part in key) if keys else show(item)
            yield duplicate(path.index(i), item, f"An item above has {shown}, too; keep one of them.")
        seen.append(key)


def validate_text(value: str, schema: Schema, path: FieldPath) -> Iterator[FieldError]:
    """The length and the form of a text, of which the server says the first that is wrong."""
    most = schema.get("maxLength")
    if most is not None and len(value) > most:
        yield too_long(path, value, f"{show(value)} is {len(value)} characters long; at most {most} are allowed.")
    elif len(value) < schema.get("minLength", 0):
        yield invalid(path, value, "This is empty; write something or leave it out.")
    elif "pattern" in schema and not re.compile(schema["pattern"]).fullmatch(value):
        yield invalid(path, value, f"{show(value)} does not fit. Write {schema['wants']}.")


def validate_number(value: int, schema: Schema, path: FieldPath) -> Iterator[FieldError]:
    """The bounds of a number."""
    least, most = schema["minimum"], schema.get("maximum")
    if value < least or (most is not None and value > most):
        wanted = f"between {least} and {most}" if most is not None else f"{least} or more"
        yield invalid(path, value, f"{value} is out of range; it must be {wanted}.")


def with_rules(errors: list[FieldError], rules: Iterator[FieldError], is_named: bool) -> Iterator[FieldError]:
    """The errors, then those by the rules about more than one field, unless others are in the way.

    Mirrors hasBlockingErr, which knows of the metadata, too.
    """
    yield from errors
    if is_named and not any(error.type in BLOCKING for error in errors):
        yield from rules
    elif errors:
        detail = "Some rules were not looked at yet; mend the other errors first."
        yield replace(invalid(ROOT, None, detail), told_at=NIL)


def warnings_for_finalizers(metadata: dict[str, Any]) -> Iterator[FieldWarning]:
    """Mirrors generateWarningsFromObj, which the server asks since 1.29."""
    path = ROOT.child("metadata", "finalizers")
    for finalizer in sorted(set(metadata.get("finalizers", ()))):
        if "/" not in finalizer and finalizer not in STANDARD_FINALIZERS:
            message = f"{cut(finalizer)} may be meant by others as well. Put a domain before it, as in example.com/a."
            yield FieldWarning(path, message)
