"""A document as far as it can be made out while it is typed."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.yamltext.source import Source, split_lines
from podbuilder.kube.yamltext.tolerant_reader import TolerantReader


def read(text: str, first: int = 0, last: int | None = None, at: int = -1) -> TolerantReader:
    lines = split_lines(text)
    return TolerantReader(Source(text), lines, first, len(lines) - 1 if last is None else last, at)


DOCUMENTS: dict[str, tuple[str, Any]] = {
    "nothing": ("", None),
    "a comment": ("# a\n", None),
    "a mapping": ("a: 1\nb: 'c' # d\n", {"a": "1", "b": "c"}),
    "inner mappings": ("a:\n  b: 1\n  c:\n    d: 2\ne: 3\n", {"a": {"b": "1", "c": {"d": "2"}}, "e": "3"}),
    "a list below its key": ("a:\n- 1\n- 2\nb: 3\n", {"a": ["1", "2"], "b": "3"}),
    "a list further in": ("a:\n  - b: 1\n    c: 2\n  - d\n", {"a": [{"b": "1", "c": "2"}, "d"]}),
    "lists in lists": ("- - 1\n  - 2\n- 3\n", [["1", "2"], "3"]),
    "a list at the top": ("- a: 1\n- b: 2\n", [{"a": "1"}, {"b": "2"}]),
    "quoted keys": ("'a b': 1\n\"c\": 2\n", {"a b": "1", "c": "2"}),
    "anchors and tags": ("a: &x\n  b: !!str 1\n", {"a": {"b": "1"}}),
    "a text of several lines": ("a: |\n  b: 1\n\n  c\nd: 2\n", {"a": "", "d": "2"}),
    "brackets": ("a: [1, {b: 2}]\nc: 3\n", {"a": ["1", {"b": "2"}], "c": "3"}),
    "brackets over lines": ("a: [1,\n  2]\nb: 3\n", {"a": ["1", "2"], "b": "3"}),
    "a colon without a space": ("a: b:c\nd:e\n", {"a": "b:c"}),
    "a number sign in a word": ("a: b#c\n", {"a": "b#c"}),
    # What is not YAML, or not yet.
    "a key without a colon": ("a: 1\nb\nc: 2\n", {"a": "1", "c": "2"}),
    "a key indented too far": ("a: 1\n   b: 2\nc: 3\n", {"a": "1", "c": "3"}),
    "a key indented too little": ("a:\n    b: 1\n  c: 2\n", {"a": {"b": "1", "c": "2"}}),
    "a bracket that is not closed": ("a: [1, 2\nb: 3\n", {"a": ["1", "2"], "b": "3"}),
    "a quote that is not closed": ("a: 'b\nc: 1\n", {"a": "'b", "c": "1"}),
    "a tab": ("a:\n\tb: 1\n", {"a": {"b": "1"}}),
    "a key twice": ("a: 1\na: 2\n", {"a": "2"}),
}


@pytest.mark.parametrize(("text", "document"), DOCUMENTS.values(), ids=DOCUMENTS)
def test_document(text: str, document: Any) -> None:
    assert read(text).document == document


def test_only_its_lines_are_read() -> None:
    assert read("a: 1\nb: 2\nc: 3\n", 1, 1).document == {"b": "2"}


def test_a_word_at_the_cursor_is_not_a_value_yet() -> None:
    text = "spec:\n  cont\n"
    assert read(text).document == {"spec": "cont"}
    assert read(text, at=text.index("cont") + 4).document == {"spec": None}


def test_brackets_over_more_than_a_hundred_lines_are_not_followed() -> None:
    text = "a: [\n" + "  1,\n" * 150 + "]\n"
    document = read(text).document
    assert len(document["a"]) == 100
