"""Values of a chart, as values.yaml and its schema say them."""

from __future__ import annotations

import json

import pytest

from podbuilder.kube.exporters.helm.chart_values import ChartValues, camel_case
from podbuilder.kube.exporters.helm.value_schema import SWITCH, TEXT, TEXTS


def some() -> ChartValues:
    values = ChartValues()
    values.add(("commonLabels",), {}, "Labels.", TEXTS, is_needed=False)
    values.add(("image", "tag"), "1.10", "Its\n tag.", TEXT)
    values.add((*values.scope("my-app", (), "The container my-app."), "env"), {"YES": "0123"}, "Variables.", TEXTS)
    return values


def test_the_text_of_values_yaml() -> None:
    assert some().yaml == (
        "image:\n"
        "  # Its tag.\n"
        '  tag: "1.10"\n'
        "# The container my-app.\n"
        "myApp:\n"
        "  # Variables.\n"
        "  env:\n"
        '    "YES": "0123"\n'
        "# Labels.\n"
        "commonLabels: {}\n"
    )


def test_the_schema_says_the_same_of_the_same_values() -> None:
    schema = json.loads(some().schema)
    assert schema["additionalProperties"] is False
    assert schema["required"] == ["image", "myApp"]
    assert list(schema["properties"]) == ["image", "myApp", "commonLabels", "global"]
    assert schema["properties"]["image"] == {
        **{"type": "object", "additionalProperties": False, "required": ["tag"]},
        "properties": {"tag": {"description": "Its tag.", "type": "string"}},
    }
    assert schema["properties"]["myApp"]["description"] == "The container my-app."


def test_what_is_added_twice_is_one_value() -> None:
    values = ChartValues()
    assert values.add(("a",), 1, "", {}) == values.add(("a",), 2, "", {}) == ".Values.a"
    assert [(value.name, value.default) for value in values] == [("a", 1)]


def test_nothing_needed_is_nothing_required() -> None:
    values = ChartValues()
    values.add(("on",), True, "", SWITCH, is_needed=False)
    assert "required" not in json.loads(values.schema)


def test_each_thing_has_a_place_of_its_own() -> None:
    values = ChartValues()
    assert [values.scope(name, (), "") for name in ("a", "a-", "a.", "image")] == [
        ("a",),
        ("a2",),
        ("a3",),
        ("imageValues",),
    ]
    assert values.scope("image", ("config",), "") == ("config", "image")


def test_the_same_thing_has_the_same_place() -> None:
    values = ChartValues()
    assert values.scope("a.b", ("config",), "", of="Secret") == ("config", "aB")
    assert values.scope("a-b", ("config",), "", of="Secret") == ("config", "aB2")
    assert values.scope("a.b", ("config",), "", of="Secret") == ("config", "aB")


@pytest.mark.parametrize(
    ("name", "word"), [("web", "web"), ("my-app.x", "myAppX"), ("1st", "the1st"), ("--", "unnamed"), ("a-1b", "a1b")]
)
def test_names_in_camel_case(name: str, word: str) -> None:
    assert camel_case(name) == word
