"""New YAML text, line by line."""

from __future__ import annotations

import json
from typing import Any

import pytest

from podbuilder.kube.yamltext import writer
from podbuilder.kube.yamltext.writer import FLOW, JSON, Style

WIDE = Style(4, 2, 3)

DOCUMENTS: dict[str, tuple[Any, str]] = {
    "a mapping": ({"b": 1, "a": [1, {"x": 2, "z": []}]}, "b: 1\na:\n- 1\n- x: 2\n  z: []"),
    "keys in customary order": ({"spec": {"containers": []}, "kind": "Pod"}, "kind: Pod\nspec:\n  containers: []"),
    "a list": ([1, [2, 3]], "- 1\n- - 2\n  - 3"),
    "nothing": ({}, "{}"),
    "an empty list": ([], "[]"),
    "a text": ("a\nb", '"a\\nb"'),
    "null": (None, "null"),
}


@pytest.mark.parametrize(("value", "text"), DOCUMENTS.values(), ids=DOCUMENTS)
def test_document(value: Any, text: str) -> None:
    assert "\n".join(writer.document(value)) == text


def test_a_style() -> None:
    value = {"a": {"b": [{"c": "x\ny\n", "d": 1}]}}
    assert writer.document(value, WIDE) == [
        "a:",
        "    b:",
        "      -   c: |",
        "              x",
        "              y",
        "          d: 1",
    ]


ENTRIES: dict[str, tuple[str, Any, list[str]]] = {
    "a scalar": ("k", 1, ["  k: 1"]),
    "a mapping": ("k", {"x": 1}, ["  k:", "    x: 1"]),
    "a list": ("k", [1], ["  k:", "  - 1"]),
    "lines": ("k", "a\nb\n", ["  k: |", "    a", "    b"]),
    "a key that needs quotes": ("on", 1, ['  "on": 1']),
    "a key of 500 characters": ("k" * 500, 1, ["  " + "k" * 500 + ": 1"]),
    "a longer key": ("k" * 501, 1, ["  ? " + "k" * 501, "  : 1"]),
    "a longer key of a mapping": ("k" * 501, {"x": 1}, ["  ? " + "k" * 501, "  :", "    x: 1"]),
}


@pytest.mark.parametrize(("key", "value", "lines"), ENTRIES.values(), ids=ENTRIES)
def test_entry(key: str, value: Any, lines: list[str]) -> None:
    assert writer.entry(key, value, 2, (key,)) == lines


def test_a_key_as_it_is_written() -> None:
    assert writer.entry("k", 1, 0, ("k",), key_text="'k'") == ["'k': 1"]


ITEMS: dict[str, tuple[Any, Style, list[str]]] = {
    "a scalar": (1, writer.KUBECTL, ["  - 1"]),
    "a mapping": ({"x": 1, "z": 2}, writer.KUBECTL, ["  - x: 1", "    z: 2"]),
    "a mapping after a gap": ({"x": 1, "z": 2}, WIDE, ["  -   x: 1", "      z: 2"]),
    "an empty mapping": ({}, writer.KUBECTL, ["  - {}"]),
    "lines": ("a\nb\n", writer.KUBECTL, ["  - |", "    a", "    b"]),
}


@pytest.mark.parametrize(("value", "style", "lines"), ITEMS.values(), ids=ITEMS)
def test_list_item(value: Any, style: Style, lines: list[str]) -> None:
    assert writer.list_item(value, 2, (0,), style) == lines


def test_blank_lines_at_an_end_are_kept_only_where_they_can_be() -> None:
    assert writer.inline("a\n\n", 0, 2) == ["|+", "  a", ""]
    assert writer.inline("a\n\n", 0, 2, keep=False) == ['"a\\n\\n"']


FLOWS: dict[str, tuple[Any, bool, str]] = {
    "a mapping": ({"a": [1, "x y"], "b": {}}, False, "{a: [1, x y], b: {}}"),
    "texts that need quotes": (["a,b", "c"], False, '["a,b", c]'),
    "JSON": ({"a": [True, None, "x"]}, True, '{"a": [true, null, "x"]}'),
    "keys in customary order": ({"value": 1, "name": 2}, False, "{name: 2, value: 1}"),
}


@pytest.mark.parametrize(("value", "as_json", "text"), FLOWS.values(), ids=FLOWS)
def test_flow(value: Any, as_json: bool, text: str) -> None:
    assert writer.flow(value, ("env", 0), JSON if as_json else FLOW) == text


def test_flow_lines() -> None:
    assert writer.flow_lines({"a": [1, {}], "b": 2}, (), JSON, " ", "  ") == [
        "{",
        '   "a": [',
        "     1,",
        "     {}",
        "   ],",
        '   "b": 2',
        " }",
    ]
    assert writer.flow_lines([], (), JSON, "", "  ") == ["[]"]
    assert writer.flow_lines("a", (), FLOW, "", "  ") == ["a"]


def test_flow_lines_of_many_entries_are_json() -> None:
    value = {"a": [*range(300)]}
    assert json.loads("\n".join(writer.flow_lines(value, (), JSON, "", "  "))) == value
