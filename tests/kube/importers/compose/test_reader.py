"""The text of a Compose file as trees, and what is refused, with its place."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.core.limits import MAX_CHARACTERS, MAX_DEPTH, MAX_DOCUMENTS, MAX_EXPANDED, MAX_NODES
from podbuilder.kube.importers.compose.reader import read
from podbuilder.kube.importers.import_result import ImportRefused

READ: dict[str, tuple[str, list[Any]]] = {
    "an empty text": ("", []),
    "a comment": ("# a\n", []),
    "several documents": ("a: 1\n---\n---\nb: 2\n", [{"a": 1}, {"b": 2}]),
    "anchors of one document": ("a: &x 1\nb: *x\n", [{"a": 1, "b": 1}]),
    "an anchor that is set again": ("a: &x 1\nb: *x\nc: &x [2]\nd: *x\n", [{"a": 1, "b": 1, "c": [2], "d": [2]}]),
    "own keys win": ("a: &x {k: 1, l: 2}\nb: {<<: *x, k: 3}\n", [{"a": {"k": 1, "l": 2}, "b": {"k": 3, "l": 2}}]),
    "the first of several wins": ("b:\n  <<: [{k: 1}, {k: 2, l: 3}]\n", [{"b": {"k": 1, "l": 3}}]),
    "a quoted key is no merge": ('"<<": {a: 1}\n', [{"<<": {"a": 1}}]),
    "an alias as a key": ("a: &x k\n*x : 1\n", [{"a": "k", "k": 1}]),
    "quotes make text": ("a: '0644'\nb: \"no\"\n", [{"a": "0644", "b": "no"}]),
    "a tag that says nothing": ("a: ! 012\n", [{"a": 10}]),
    "a scalar": ("a\n", ["a"]),
    "reset": ("a: !reset 1\nb: [1, !reset 2]\n", [{"b": [1]}]),
    "reset before a merge": ("b: {<<: {a: 1}, a: !reset 2}\n", [{"b": {"a": 1}}]),
    "a merge that resets": ("b: {<<: {a: !reset 1, c: 2}}\n", [{"b": {"c": 2}}]),
    "a colon at the end in brackets": ("a: [fd00::, b]\n", [{"a": ["fd00::", "b"]}]),
    "a quote after a backslash": ('a: "b\\\'c"\n', [{"a": "b'c"}]),
    "a slash after a backslash elsewhere": ("a: b\\/c\n", [{"a": "b\\/c"}]),
    "a version": ("%YAML 1.1\n---\na: 1\n", [{"a": 1}]),
    "a byte order mark": ("\ufeffa: 1\n", [{"a": 1}]),
}


@pytest.mark.parametrize(("text", "values"), [pytest.param(*case, id=name) for name, case in READ.items()])
def test_what_is_read(text: str, values: list[Any]) -> None:
    assert [document.native() for document in read(text)] == values


REFUSED = {
    "a key twice": (
        "a: 1\nb: 2\na: 3\n",
        "Line 3, column 1: The key “a” appears twice in one mapping, on lines 1 and 3",
    ),
    "a number as a key": ("a: {1: 2}\n", "Line 1, column 5: A key must be text"),
    "a list as a key": ("? [a]\n: b\n", "Line 1, column 3: A key must be a single word"),
    "an alias of nothing": ("a: *b\n", "Line 1, column 4: “*b” refers to an anchor “&b” that is not complete above"),
    "an alias within itself": ("a: &a [*a]\n", "Line 1, column 8: “*a” refers"),
    "an anchor of another document": ("a: &x 1\n---\nb: *x\n", "Line 3, column 4: “*x” refers"),
    "a merge of a text": ("a: {<<: b}\n", "Line 1, column 5: “<<” merges the keys"),
    "a merge of a list of texts": ("a: {<<: [b]}\n", "Line 1, column 5: “<<” merges the keys"),
    "a wrong tag": ("a: !!int x\n", "Line 1, column 4: The tag “!!int” does not fit"),
    "another version": ("%YAML 1.2\n---\na: 1\n", "Line 1, column 1: Compose reads YAML 1.1 only"),
    "a slash after a backslash": ('a: "b\\/c"\n', "Line 1, column 4: In double quotes a slash needs no backslash"),
    "a character that is none": ("a: b\nc: \x01\n", "Line 2, column 4: The character U+0001"),
    "bad YAML": ("a: b\nc: [1\n", "Line 2, column 4: This list in brackets is not closed"),
    "too deep": ("[" * (MAX_DEPTH + 1), f"nested more than {MAX_DEPTH} deep here"),
    "too deep by an alias": (
        "a: &a " + "[" * 60 + "]" * 60 + "\nb: " + "[" * 60 + "*a" + "]" * 60 + "\n",
        f"this alias nests values more than {MAX_DEPTH} deep",
    ),
    "too many values": ("a:\n" + "- 1\n" * MAX_NODES, f"more than {MAX_NODES:,} values"),
    "too many by aliases": (
        "a: &a [" + "1," * 999 + "1]\nb: [" + "*a," * (MAX_EXPANDED // 1000) + "*a]\n",
        f"the aliases would make more than {MAX_EXPANDED:,} values",
    ),
    "too many documents": ("---\na: 1\n" * (MAX_DOCUMENTS + 1), f"more than {MAX_DOCUMENTS:,} documents"),
    "too long": ("#" * (MAX_CHARACTERS + 1), f"longer than {MAX_CHARACTERS:,} characters"),
}


@pytest.mark.parametrize(("text", "words"), [pytest.param(*case, id=name) for name, case in REFUSED.items()])
def test_what_is_refused(text: str, words: str) -> None:
    with pytest.raises(ImportRefused) as refusal:
        read(text)
    assert words in str(refusal.value)
