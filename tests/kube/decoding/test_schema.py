"""The schema as it is prepared, and jsonschema's complaints as ours."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from podbuilder.kube.core import versions
from podbuilder.kube.decoding import decode, schema
from tests.support.pods import make_pod


def part(*names: str) -> Any:
    found: Any = schema.prepared("1.36")
    for name in names:
        found = (
            found["items"]
            if name == "[]"
            else found["additionalProperties"]
            if name == "*"
            else found["properties"][name]
        )
    return found


# Every third, the oldest and the newest among them: checking one takes a second, and all are prepared alike.
@pytest.mark.parametrize("version", versions.VERSIONS[::3])
def test_the_prepared_schema_is_one(version: str) -> None:
    Draft202012Validator.check_schema(schema.prepared(version))
    assert decode(make_pod(), version).errors == ()


def test_null_is_allowed_and_nothing_is_required() -> None:
    container = part("spec", "containers", "[]")
    assert container["type"] == ["object", "null"]
    assert "required" not in container
    assert container["additionalProperties"] is False
    assert part("spec", "containers", "[]", "name")["type"] == ["string", "null"]


def test_a_definition_used_twice_is_one_object() -> None:
    assert part("spec", "containers", "[]") is part("spec", "initContainers", "[]")


SPECIAL: dict[str, tuple[tuple[str, ...], Any]] = {
    "a quantity": (
        ("spec", "containers", "[]", "resources", "limits", "*"),
        {"type": ["string", "number", "null"], "format": "quantity"},
    ),
    "a number or a name": (
        ("spec", "containers", "[]", "livenessProbe", "httpGet", "port"),
        {"type": ["string", "integer", "null"], "format": "int-or-string"},
    ),
    "a time": (("metadata", "creationTimestamp"), {"type": ["string", "null"], "format": "date-time"}),
    "anything": (("metadata", "managedFields", "[]", "fieldsV1"), {}),
}


@pytest.mark.parametrize(("path", "expected"), SPECIAL.values(), ids=SPECIAL)
def test_special_definitions(path: tuple[str, ...], expected: Any) -> None:
    assert part(*path) == expected
