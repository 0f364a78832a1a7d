"""Changes to flow style, JSON included, letter by letter."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.yamltext import flow_style
from podbuilder.kube.yamltext.tree import Unsuitable
from tests.support.yaml_trees import changed, tree_of

Path = tuple[str | int, ...]
LINES = "{\n  a: 1, # one\n  b: 2\n}\n"
JSON = '{\n    "a": 1,\n    "b": [\n        {\n            "c": 1\n        }\n    ]\n}\n'
HUGS = "a: [{\n  b: 1\n}]\n"

REPLACED: dict[str, tuple[str, Path, Any, str]] = {
    "a plain text": ("{a: b, c: d}\n", ("a",), "x", "{a: x, c: d}\n"),
    "a quoted text": ("{a: 'b'}\n", ("a",), "x", "{a: 'x'}\n"),
    "a text with a colon, as there was one": ("{a: b:1}\n", ("a",), "x:2", "{a: x:2}\n"),
    "a text with a colon, as there was none": ("{a: b}\n", ("a",), "x:2", '{a: "x:2"}\n'),
    "a text in JSON": ('{"a": "b"}\n', ("a",), "x", '{"a": "x"}\n'),
    "a number in JSON": ('{"a": "b"}\n', ("a",), 0.5, '{"a": 0.5}\n'),
    "an empty mapping in JSON": ('{"a": "b"}\n', ("a",), {}, '{"a": {}}\n'),
    "an empty list": ("{a: b}\n", ("a",), [], "{a: []}\n"),
    "a mapping on one line": ("{a: b}\n", ("a",), {"x": 1, "z": [2]}, "{a: {x: 1, z: [2]}}\n"),
    "a mapping on lines": (LINES, ("b",), {"x": 1}, "{\n  a: 1, # one\n  b: {\n    x: 1\n  }\n}\n"),
    "a mapping in JSON on lines": (JSON, ("a",), {"x": 1}, JSON.replace("1,", '{\n        "x": 1\n    },', 1)),
    "a mapping in a list that hugs its items": (HUGS, ("a", 0), {"b": 2, "c": 3}, "a: [{\n  b: 2,\n  c: 3\n}]\n"),
    "nothing after a colon": ("{a: }\n", ("a",), 1, "{a: 1}\n"),
    "nothing after a key": ("{a, b: 1}\n", ("a",), 1, "{a: 1, b: 1}\n"),
}


@pytest.mark.parametrize(("text", "path", "value", "after"), REPLACED.values(), ids=REPLACED)
def test_replace_value(text: str, path: Path, value: Any, after: str) -> None:
    tree = tree_of(text)
    made = changed(text, flow_style.replace_value(tree, tree.chain(path)[-1], value))
    assert made == after


def test_a_value_with_an_anchor() -> None:
    tree = tree_of("{a: b}\n")
    assert changed(tree.text, flow_style.replace_value(tree, tree.chain(("a",))[-1], 1, "x")) == "{a: &x 1}\n"


ROOTS = {
    "on one line": ('{"a": 1}\n', '{\n  "x": [\n    1\n  ]\n}\n'),
    "on lines": ('{\n\t"a": 1\n}\n', '{\n\t"x": [\n\t\t1\n\t]\n}\n'),
}


@pytest.mark.parametrize(("text", "after"), ROOTS.values(), ids=ROOTS)
def test_replace_root(text: str, after: str) -> None:
    assert changed(text, flow_style.replace_root(tree_of(text), {"x": [1]})) == after


ADDED: dict[str, tuple[str, Path, str, Any, str]] = {
    "to empty braces": ("a: {}\n", ("a",), "x", 1, "a: {x: 1}\n"),
    "at the end": ("a: {b: 1}\n", ("a",), "c", 2, "a: {b: 1, c: 2}\n"),
    "in its customary place": ("env: [{value: x}]\n", ("env", 0), "name", "A", "env: [{name: A, value: x}]\n"),
    "with quotes, as the other keys": ('a: {"b": 1}\n', ("a",), "c", 2, 'a: {"b": 1, "c": 2}\n'),
    "without quotes, as one other key": ('a: {"b": 1, d: 2}\n', ("a",), "c", 2, 'a: {"b": 1, d: 2, c: 2}\n'),
    "tightly, as machines write": ('{"a":1,"b":2}', (), "c", 3, '{"a":1,"b":2,"c": 3}'),
    "not tightly, as there is one space": ('{"a":1, "b":2,"d":3}', (), "c", 3, '{"a":1, "b":2,"d":3, "c": 3}'),
    "before a comma that ends the list": ("m: {a: 1,}\n", ("m",), "c", 3, "m: {a: 1, c: 3,}\n"),
    "to what is JSON but for a comma": ('{"a": "b", "c": {},}', ("c",), "d", "e", '{"a": "b", "c": {"d": "e"},}'),
    "a list to the same": ('{"a": "b", "c": 1,}', (), "d", ["e", "1"], '{"a": "b", "c": 1, "d": ["e", "1"],}'),
    "on a line of its own": (LINES, (), "c", 3, "{\n  a: 1, # one\n  b: 2,\n  c: 3\n}\n"),
    "after a merge": ("x: &x {n: 1}\nm: {<<: *x, b: 1}\n", ("m",), "a", 1, "x: &x {n: 1}\nm: {<<: *x, b: 1, a: 1}\n"),
}


@pytest.mark.parametrize(("text", "path", "key", "value", "after"), ADDED.values(), ids=ADDED)
def test_add_entry(text: str, path: Path, key: str, value: Any, after: str) -> None:
    tree = tree_of(text)
    assert changed(text, flow_style.add_entry(tree, tree.chain(path)[-1].node, path, key, value)) == after


COMMENTS = "a: [\n  1, # one\n  2 # two\n]\n"
INSERTED = {
    "to an empty list": ("a: []\n", 0, "a: [0]\n"),
    "first": ("a: [1, 2]\n", 0, "a: [0, 1, 2]\n"),
    "between": ("a: [1, 2]\n", 1, "a: [1, 0, 2]\n"),
    "last": ("a: [1, 2]\n", 2, "a: [1, 2, 0]\n"),
    "first on a line": (COMMENTS, 0, "a: [\n  0,\n  1, # one\n  2 # two\n]\n"),
    "below a comment": (COMMENTS, 1, "a: [\n  1, # one\n  0,\n  2 # two\n]\n"),
    "last below a comment": (COMMENTS, 2, "a: [\n  1, # one\n  2, # two\n  0\n]\n"),
}


@pytest.mark.parametrize(("text", "index", "after"), INSERTED.values(), ids=INSERTED)
def test_add_item(text: str, index: int, after: str) -> None:
    tree = tree_of(text)
    assert changed(text, flow_style.add_item(tree, tree.root.entries[0].node, ("a",), index, 0)) == after


def test_a_mapping_without_braces_has_no_room() -> None:
    tree = tree_of("[a: 1]\n")
    with pytest.raises(Unsuitable):
        flow_style.add_entry(tree, tree.root.items[0], (0,), "b", 2)


REMOVED: dict[str, tuple[str, Path, str]] = {
    "the first": ("{a: 1, b: 2}\n", ("a",), "{b: 2}\n"),
    "the last": ("{a: 1, b: 2}\n", ("b",), "{a: 1}\n"),
    "the last before a comma": ("[1, 2,]\n", (1,), "[1,]\n"),
    "one between": ("[1, 2, 3]\n", (1,), "[1, 3]\n"),
    "a line": ("{\n  a: 1, # one\n  b: 2\n}\n", ("a",), "{\n  b: 2\n}\n"),
    "the last line": (LINES, ("b",), "{\n  a: 1\n}\n"),
    "one of two on a line": ("[\n  1, 2,\n  3\n]\n", (0,), "[\n  2,\n  3\n]\n"),
}


@pytest.mark.parametrize(("text", "path", "after"), REMOVED.values(), ids=REMOVED)
def test_remove_part(text: str, path: Path, after: str) -> None:
    tree = tree_of(text)
    assert changed(text, flow_style.remove_part(tree, tree.chain(path)[-1])) == after


def test_stretches() -> None:
    text = "{a: 1, b, c: [2, 3]}"
    root = tree_of(text).root
    assert [text[start:end] for start, end in flow_style.stretches(root)] == ["a: 1", "b", "c: [2, 3]"]
    assert [text[start:end] for start, end in flow_style.stretches(root.entries[2].node)] == ["2", "3"]
