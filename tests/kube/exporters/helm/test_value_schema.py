"""JSON Schemas of values."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from podbuilder.kube.exporters.helm.value_schema import SWITCH, TEXT, TEXTS, is_fit, optional, schema_at, texts_but

POD = ("1.36", "Pod", "spec")
CONTAINER = (*POD, "containers", 0)


def test_a_field_with_choices_and_bounds() -> None:
    assert schema_at(*CONTAINER, "imagePullPolicy")["enum"] == ["Always", "IfNotPresent", "Never"]
    assert schema_at(*CONTAINER, "livenessProbe", "periodSeconds") == {
        **{"description": "Check every (s)", "type": "integer", "minimum": 0},
    }


def test_objects_are_closed_and_maps_are_open() -> None:
    found = schema_at(*CONTAINER, "resources")
    assert found["additionalProperties"] is False
    assert set(found["properties"]) == {"requests", "limits", "claims"}
    assert found["properties"]["limits"]["additionalProperties"]["type"] == ["string", "number"]
    assert found["properties"]["claims"]["items"]["required"] == ["name"]


@pytest.mark.parametrize("value", [{}, {"limits": {"memory": "1Gi", "cpu": 0.5}}, {"requests": {"cpu": "100m"}}])
def test_what_a_server_takes_fits(value: Any) -> None:
    assert is_fit(value, schema_at(*CONTAINER, "resources"))


@pytest.mark.parametrize("value", [{"limit": {}}, {"limits": {"memory": "1 GB"}}, {"limits": {"memory": None}}, []])
def test_what_it_refuses_does_not(value: Any) -> None:
    assert not is_fit(value, schema_at(*CONTAINER, "resources"))


def test_a_field_that_takes_numbers_and_texts() -> None:
    assert schema_at(*CONTAINER, "livenessProbe", "httpGet", "port")["type"] == ["integer", "string"]


def test_an_object_of_which_nothing_is_known_takes_anything() -> None:
    assert schema_at("1.36", "Pod", "metadata", "managedFields", 0, "fieldsV1")["type"] == "object"


def test_fields_and_kinds_that_no_catalogue_has() -> None:
    assert schema_at(*POD, "nonsense") == {}
    assert schema_at("1.36", "Rollout", "spec") == {}


@pytest.mark.parametrize("value", [2**53, -(2**53), 0.5, True, "x", ["a"], {"a": ["b"]}])
def test_what_helm_reads_as_it_is(value: Any) -> None:
    assert is_fit(value, {})


@pytest.mark.parametrize("value", [2**53 + 1, float("inf"), None, [None], {"a": None}, "a <no value>"])
def test_what_helm_reads_as_something_else(value: Any) -> None:
    assert not is_fit(value, {})


def test_null_may_stand_for_nothing() -> None:
    for schema in (TEXT, SWITCH, {"type": ["integer", "string"]}, {"type": "string", "enum": ["a"]}):
        assert Draft202012Validator(optional(schema)).is_valid(None)
    assert optional({"type": "string", "enum": ["a"]}) == {"type": ["string", "null"], "enum": ["a", None]}


def test_texts_without_some_keys() -> None:
    assert texts_but([]) == TEXTS
    assert not Draft202012Validator(texts_but(["app"])).is_valid({"app": "x"})
    assert Draft202012Validator(texts_but(["app"])).is_valid({"other": "x"})
