"""Objects of kinds that a cluster learns from a definition."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from podbuilder.kube.catalogue.schemas import gateway_definitions
from podbuilder.kube.companions import custom_resource
from podbuilder.kube.core.field import ROOT, FieldError, invalid, required
from tests.support.complaints import assert_errors

DEFINITIONS: dict[str, dict[str, Any]] = {
    "Thing": {
        "required": ["name"],
        "properties": {
            "name": {"type": "string", "minLength": 1, "maxLength": 3, "pattern": "[a-z]*", "wants": "letters"},
            "size": {"type": "integer", "minimum": 1, "default": 2},
            "share": {"type": "integer", "minimum": 0, "maximum": 9},
            "code": {"type": "integer", "enum": [301, 302]},
            "parts": {"type": "array", "maxItems": 2, "items": {"$ref": "Thing"}, "keys": ["name", "size"]},
            "words": {"type": "array", "minItems": 1, "maxItems": 3, "items": {"type": "string"}, "unique": True},
            "plain": {"type": "array", "maxItems": 9, "items": {"type": "boolean"}},
            "other": {"$ref": "somebody.else"},
        },
    }
}
INVALID, TOO_MANY, NOT_SUPPORTED = "FieldValueInvalid", "FieldValueTooMany", "FieldValueNotSupported"
# What is wrong with a thing, by the fields that it has beside its name.
CASES: dict[str, tuple[dict[str, Any], list[dict[str, str]]]] = {
    "nothing": ({"size": 1, "share": 9, "code": 301, "plain": [True, True], "other": {"a": [1]}}, []),
    "no name": ({"name": None}, [{"type": "FieldValueRequired", "field": "name"}]),
    "an empty name": ({"name": ""}, [{"type": INVALID, "field": "name", "detail": "empty"}]),
    "a long name": ({"name": "ABCD"}, [{"type": "FieldValueTooLong", "field": "name", "detail": "at most 3"}]),
    "a wrong name": ({"name": "A"}, [{"type": INVALID, "field": "name", "detail": "Write letters"}]),
    "a line too many": ({"name": "a\n"}, [{"type": INVALID, "field": "name"}]),
    "too small a number": ({"size": 0}, [{"type": INVALID, "field": "size", "detail": "1 or more"}]),
    "too large a number": ({"share": 10}, [{"type": INVALID, "field": "share", "detail": "between 0 and 9"}]),
    "no such number": (
        {"code": 303},
        [{"type": NOT_SUPPORTED, "field": "code", "detail": '"301" or "302"'}],
    ),
    "parts that are alike in part": ({"parts": [{"name": "a", "size": 1}, {"name": "a", "size": 2}]}, []),
    "parts that are alike": (
        {"parts": [{"name": "a"}, {"name": "a"}]},
        [{"type": "FieldValueDuplicate", "field": "parts[1]", "detail": 'An item above has "a"'}],
    ),
    "too many parts": (
        {"parts": [{"name": "a"}, {"name": "b"}, {}]},
        [{"type": TOO_MANY, "field": "parts"}, {"type": "FieldValueRequired", "field": "parts[2].name"}],
    ),
    "no words": ({"words": []}, [{"type": INVALID, "field": "words", "detail": "1 or more"}]),
    "the same word": ({"words": ["a", "b", "a"]}, [{"type": "FieldValueDuplicate", "field": "words[2]"}]),
}


@pytest.mark.parametrize(("fields", "errors"), CASES.values(), ids=CASES)
def test_what_a_definition_refuses(fields: dict[str, Any], errors: list[dict[str, str]]) -> None:
    thing = {name: value for name, value in {"name": "a", **fields}.items() if value is not None}
    assert_errors(custom_resource.validate_schema(thing, {"$ref": "Thing"}, ROOT, DEFINITIONS), errors)


def test_defaults_reach_everything_that_is_there() -> None:
    before = deepcopy(DEFINITIONS)
    thing = {"name": "a", "parts": [{"size": 1}, {}], "other": {}}
    filled = custom_resource.with_defaults(thing, {"$ref": "Thing"}, DEFINITIONS)
    assert filled == {"name": "a", "size": 2, "parts": [{"size": 1}, {"size": 2}], "other": {}}
    assert thing == {"name": "a", "parts": [{"size": 1}, {}], "other": {}}
    assert before == DEFINITIONS


MISSING, WRONG = required(ROOT.child("a"), "Write it."), invalid(ROOT.child("a"), 1, "Mend it.")
RULE = invalid(ROOT.child("b"), 1, "Not both.")
BLOCKED = {
    "nothing wrong": ([], True, ["b"]),
    "a wrong value": ([WRONG], True, ["a", "b"]),
    "a missing value": ([MISSING], True, ["a", ""]),
    "no name": ([], False, []),
    "a wrong value and no name": ([WRONG], False, ["a", ""]),
}


@pytest.mark.parametrize(("errors", "is_named", "paths"), BLOCKED.values(), ids=BLOCKED)
def test_what_keeps_the_rules_from_being_looked_at(errors: list[FieldError], is_named: bool, paths: list[str]) -> None:
    found = list(custom_resource.with_rules(errors, iter([RULE]), is_named))
    assert [str(error.path) for error in found] == paths


def test_finalizers_should_have_a_domain() -> None:
    finalizers = ["b", "a", "a", "example.com/c", "foregroundDeletion"]
    found = list(custom_resource.warnings_for_finalizers({"finalizers": finalizers}))
    assert [warning.message.partition(" ")[0] for warning in found] == ["a", "b"]
    assert not list(custom_resource.warnings_for_finalizers({}))


WORDS = {
    *("type", "format", "required", "properties", "items", "$ref", "default", "enum", "keys", "unique", "wants"),
    *("minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "pattern"),
}


def test_the_definitions_of_the_gateway_api_are_closed() -> None:
    """Every word is known, every reference leads somewhere, lists have a length and patterns a sentence."""
    known, waiting = gateway_definitions(), list(gateway_definitions().values())
    while waiting:
        schema = waiting.pop()
        assert schema.keys() <= WORDS
        assert schema.get("$ref", "io.k8s.").startswith("io.k8s.") or schema["$ref"] in known
        assert ("items" in schema) == ("maxItems" in schema) == (schema.get("type") == "array")
        assert ("pattern" in schema) == ("wants" in schema)
        assert set(schema.get("required", ())) <= set(schema.get("properties", ()))
        waiting.extend(schema.get("properties", {}).values())
        waiting.extend([schema["items"]] if "items" in schema else ())
