"""The schema as it is prepared, and jsonschema's complaints as ours."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from podbuilder.kube import versions
from podbuilder.kube.decoding import decode, schema
from podbuilder.kube.field import Key
from tests.support.complaints import assert_errors
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


MISFITS: dict[str, tuple[Any, list[dict[str, str]]]] = {
    "nothing": ({}, []),
    "null": (None, []),
    "a fitting pod": (make_pod(), []),
    "unknown fields of one object": (
        {"x": 1, "spec": {"y": 1, "z": None}},
        [{"type": "UnknownField", "field": field} for field in ("x", "spec.y", "spec.z")],
    ),
    "a wrong type in a list": (
        {"spec": {"containers": [{}, 7]}},
        [{"type": "FieldValueTypeInvalid", "field": "spec.containers[1]", "detail": "a mapping (fields with values)"}],
    ),
    "a wrong type in a map": (
        {"metadata": {"labels": {"a.b/c": 1}}},
        [{"type": "FieldValueTypeInvalid", "field": "metadata.labels[a.b/c]", "detail": "Put it in quotes."}],
    ),
    "a whole number with a decimal point": (
        {"spec": {"priority": 8.0}},
        [{"type": "FieldValueTypeInvalid", "field": "spec.priority"}],
    ),
}


@pytest.mark.parametrize(("document", "errors"), MISFITS.values(), ids=MISFITS)
def test_misfits(document: Any, errors: list[dict[str, str]]) -> None:
    assert_errors(schema.misfits(document, "1.36"), errors)


def test_a_maps_key_is_told_from_a_field() -> None:
    (error,) = schema.misfits({"metadata": {"labels": {"app": 1}}}, "1.36")
    assert isinstance(error.path[-1], Key)
    assert not isinstance(error.path[-2], Key)


def test_a_kind_has_its_own_schema() -> None:
    assert list(schema.misfits({"spec": {"replicas": 1}}, "1.36", "Deployment")) == []
    assert [str(error.path) for error in schema.misfits({"spec": {"replicas": 1}}, "1.36")] == ["spec.replicas"]
