"""What jsonschema finds wrong with a document that does not fit."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.core.field import Key
from podbuilder.kube.decoding.misfits import misfits
from tests.support.complaints import assert_errors
from tests.support.pods import make_pod

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
    assert_errors(misfits(document, "1.36"), errors)


def test_a_maps_key_is_told_from_a_field() -> None:
    (error,) = misfits({"metadata": {"labels": {"app": 1}}}, "1.36")
    assert isinstance(error.path[-1], Key)
    assert not isinstance(error.path[-2], Key)


def test_a_kind_has_its_own_schema() -> None:
    assert list(misfits({"spec": {"replicas": 1}}, "1.36", "Deployment")) == []
    assert [str(error.path) for error in misfits({"spec": {"replicas": 1}}, "1.36")] == ["spec.replicas"]
