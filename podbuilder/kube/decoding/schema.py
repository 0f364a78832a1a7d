"""The strict schema of a Pod or workload, prepared for fast checks.

Prepared means: every reference inlined, null allowed everywhere (the decoder takes it for "absent"), quantities and
int-or-strings as lists of types, and `required` left out (the server decides later what it requires).
"""

from __future__ import annotations

from functools import cache
from typing import Any

from podbuilder.kube.catalogue import schemas

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
