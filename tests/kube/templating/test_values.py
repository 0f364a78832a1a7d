"""What answers a parameter takes, and what it says of the others."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.templating import (
    Parameter,
    Value,
    ValueRefused,
    as_text,
    from_json,
    parse,
    problem,
)

TAKEN: dict[str, tuple[dict[str, Any], str, Value]] = {
    "any text": ({}, " two words ", " two words "),
    "an empty text where it is optional": ({"is_optional": True}, "", ""),
    "a text of the greatest length": ({"longest": 3}, "abc", "abc"),
    "a text that begins as it must": ({"starts_with": "eu-"}, "eu-west", "eu-west"),
    "a whole number": ({"type": "integer"}, " 3 ", 3),
    "a negative number": ({"type": "integer", "minimum": -5}, "-5", -5),
    "a number at the top": ({"type": "integer", "maximum": 5}, "5", 5),
    "a port": ({"type": "port"}, "65535", 65535),
    "true": ({"type": "boolean"}, "True", True),
    "false": ({"type": "boolean"}, "false", False),
    "one of a list": ({"type": "choice", "choices": ("small", "large")}, "large", "large"),
    "an amount": ({"type": "quantity", "minimum": "100m", "maximum": "2"}, "0.5", "0.5"),
    "an image": ({"type": "image", "starts_with": "registry.example.com/"}, "registry.example.com/app:1", None),
    "a name": ({"type": "name"}, "my-app", "my-app"),
    "a Secret with a dot": ({"type": "secret"}, "app.tls", "app.tls"),
    "a ConfigMap": ({"type": "configmap"}, "settings", "settings"),
}
REFUSED: dict[str, tuple[dict[str, Any], str, str]] = {
    "nothing": ({}, "", "filled in"),
    "spaces for a number": ({"type": "integer"}, "  ", "filled in"),
    "no choice": ({"type": "choice", "choices": ("a",), "is_optional": True}, "", "filled in"),
    "a text that is too long for anything": ({}, "x" * 5000, "at most 4096"),
    "a control character": ({}, "a\x00b", "control character"),
    "a text beyond its length": ({"longest": 3}, "abcd", "has 4 characters"),
    "a name beyond its length": ({"type": "name", "longest": 3}, "abcd", "at most 3"),
    "another start": ({"starts_with": "eu-"}, "us-west", "begin with eu-"),
    "a word for a number": ({"type": "integer"}, "three", "whole number"),
    "too small a number": ({"type": "integer", "minimum": 2}, "1", "at least 2"),
    "too great a number": ({"type": "integer", "maximum": 2}, "3", "at most 2"),
    "a word for a port": ({"type": "port"}, "http", "port number"),
    "port 0": ({"type": "port"}, "0", "at least 1"),
    "a port beyond a bound": ({"type": "port", "maximum": 1024}, "8080", "at most 1024"),
    "a word for yes": ({"type": "boolean"}, "yes", "true or false"),
    "none of the list": ({"type": "choice", "choices": ("a", "b")}, "c", "one of: a, b"),
    "no amount": ({"type": "quantity"}, "2GB", "amount"),
    "too small an amount": ({"type": "quantity", "minimum": "1Gi"}, "512Mi", "at least 1Gi"),
    "too great an amount": ({"type": "quantity", "maximum": "1"}, "1500m", "at most 1"),
    "an image in capitals": ({"type": "image"}, "Nginx", "lower case"),
    "an image of another registry": ({"type": "image", "starts_with": "registry.example.com/"}, "nginx", "begin with"),
    "a name with a dot": ({"type": "name"}, "my.app", "lower-case"),
    "a Secret in capitals": ({"type": "secret"}, "Settings", "name of an object"),
    "a ConfigMap that is too long": ({"type": "configmap"}, "a" * 254, "name of an object"),
}


@pytest.mark.parametrize("case", TAKEN.values(), ids=TAKEN)
def test_an_answer_that_will_do(case: tuple[dict[str, Any], str, Value]) -> None:
    data, text, value = case
    parsed = parse(from_json({"name": "it", **data}), text)
    assert parsed == (text if value is None else value)
    assert type(parsed) is (str if value is None else type(value))


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED)
def test_an_answer_that_will_not_do(case: tuple[dict[str, Any], str, str]) -> None:
    data, text, said = case
    with pytest.raises(ValueRefused, match=said) as refused:
        parse(from_json({"name": "it", **data}), text)
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize(
    ("type", "value"),
    [("string", 3), ("integer", True), ("integer", "3"), ("port", False), ("name", 3), ("secret", 4)],
)
def test_a_value_of_another_type_will_not_do(type: str, value: Value) -> None:
    assert problem(Parameter("it", type), value)


def test_how_values_are_shown() -> None:
    assert [as_text(value) for value in (None, True, False, 3, "a")] == ["", "true", "false", "3", "a"]
