"""Whether declarations of parameters make sense."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.templating import Parameter, from_json, problems

SOUND: dict[str, dict[str, Any]] = {
    "the plainest": {},
    "all that can be said of a number": {
        "type": "integer",
        "minimum": 1,
        "maximum": 3,
        "default": 2,
        "label": "Copies",
    },
    "zero as a default": {"type": "integer", "default": 0},
    "false as a default": {"type": "boolean", "default": False},
    "nothing as a default": {"default": "", "is_optional": True},
    "amounts": {"type": "quantity", "minimum": "100m", "maximum": 2, "default": "0.5"},
    "a list": {"type": "choice", "choices": ["a", "b"], "default": "b"},
}
UNSOUND: dict[str, tuple[dict[str, Any], str]] = {
    "a name in capitals": ({"name": "Image"}, "starts with a letter"),
    "a type there is not": ({"type": "color"}, "not a type of parameter"),
    "a default that will not do": ({"type": "port", "default": 0}, "default is not allowed"),
    "a list without choices": ({"type": "choice"}, "needs that list"),
    "far too many choices": ({"type": "choice", "choices": [str(n) for n in range(101)]}, "at most 100"),
    "bounds the wrong way round": ({"type": "integer", "minimum": 3, "maximum": 2}, "more than the greatest"),
    "a port's bound beyond all ports": ({"type": "port", "minimum": 70000}, "more than the greatest"),
    "a bound that is no number": ({"type": "integer", "minimum": "two"}, "whole numbers"),
    "a bound that is no amount": ({"type": "quantity", "minimum": "lots", "default": "1"}, "written like 100m"),
    "amounts the wrong way round": ({"type": "quantity", "minimum": "2", "maximum": "1"}, "more than the greatest"),
}


@pytest.mark.parametrize("data", SOUND.values(), ids=SOUND)
def test_a_declaration_that_makes_sense(data: dict[str, Any]) -> None:
    parameter = from_json({"name": "it", **data})
    assert problems([parameter]) == []
    assert from_json(parameter.to_json()) == parameter
    assert parameter.to_json() == {"name": "it", "type": "string", **data}


@pytest.mark.parametrize("case", UNSOUND.values(), ids=UNSOUND)
def test_a_declaration_that_makes_none(case: tuple[dict[str, Any], str]) -> None:
    data, said = case
    [(name, text)] = problems([from_json({"name": "it", **data})])
    assert name == data.get("name", "it")
    assert said in text


def test_declarations_together() -> None:
    assert problems([Parameter("a"), Parameter("b")]) == []
    assert problems([Parameter("a"), Parameter("a")]) == [("a", "Two parameters are called a.")]
    many = [Parameter(f"p{n}") for n in range(61)]
    assert problems(many) == [("", "There are 61 parameters; a template has at most 60.")]
