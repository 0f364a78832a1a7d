"""Brackets that are being typed: what is read of them, and what is at the cursor."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.yamltext.tolerant_flow import DEEPEST, CursorFinder, FlowReader, plain

SIGN = "‸"

READ: dict[str, tuple[str, Any]] = {
    "a whole list": ("[a, 'b', \"c\"]", ["a", "b", "c"]),
    "a whole mapping": ("{a: 1, b: {c: [2]}}", {"a": "1", "b": {"c": ["2"]}}),
    "JSON": ('{"a":"b","c":[1,2]}', {"a": "b", "c": ["1", "2"]}),
    "over lines, with comments": ("[a, # one\n  b # two\n]", ["a", "b"]),
    "a list that is not closed": ("[a, b", ["a", "b"]),
    "a mapping that is not closed": ("{a: 1, b", {"a": "1", "b": None}),
    "a key without a value": ("{a: , b}", {"a": None, "b": None}),
    "closed by the wrong bracket": ("[a, {b: 1], c", ["a", {"b": "1"}, "c"]),
    "commas alone": ("[, ]", []),
    "an opening bracket": ("[", []),
    "a number sign in a word": ("[a#b]", ["a#b"]),
    "a colon in a word": ("{a: nginx:1.27}", {"a": "nginx:1.27"}),
    "a quote that is not closed": ("['a, b]", ["'a", "b"]),
}


@pytest.mark.parametrize(("text", "value"), READ.values(), ids=READ)
def test_read(text: str, value: Any) -> None:
    assert FlowReader(CursorFinder(text, -1), 0, len(text)).value((), 0) == value


def test_what_is_behind_the_end_is_not_read() -> None:
    text = "[a, b]"
    assert FlowReader(CursorFinder(text, -1), 0, 2).value((), 0) == ["a"]


def test_brackets_are_followed_only_so_deep() -> None:
    text = "[" * (DEEPEST + 5)
    value = FlowReader(CursorFinder(text, -1), 0, len(text)).value((), 0)
    depth = 0
    while value:
        value, depth = value[0], depth + 1
    assert depth == DEEPEST


# A text with a sign at the cursor: what it is, its path, and the piece that is being written.
SPOTS: dict[str, tuple[str, str, tuple[str | int, ...], str]] = {
    "a key": ("{ab‸: 1}", "key", (), "ab"),
    "a value": ("{a: x‸y}", "value", ("a",), "xy"),
    "an item": ("[a, b‸]", "value", (1,), "b"),
    "an empty list": ("[‸]", "value", (0,), ""),
    "after a comma in a list": ("[a, ‸]", "value", (1,), ""),
    "an empty mapping": ("{‸}", "key", (), ""),
    "after a comma in a mapping": ("{a: 1, ‸", "key", (), ""),
    "after a colon and a space": ("{a: ‸}", "value", ("a",), ""),
    "in a nested mapping": ("[{a: [1, {b: ‸}]}]", "value", (0, "a", 1, "b"), ""),
    "in a comment": ("[a, # w‸hy\n]", "", (), " why"),
}


@pytest.mark.parametrize(("marked", "kind", "path", "piece"), SPOTS.values(), ids=SPOTS)
def test_spot(marked: str, kind: str, path: tuple[str | int, ...], piece: str) -> None:
    text = marked.replace(SIGN, "")
    finder = CursorFinder(text, marked.index(SIGN))
    FlowReader(finder, 0, len(text)).value((), 0)
    assert finder.spot is not None
    assert (finder.spot.kind, finder.spot.path, text[finder.spot.start : finder.spot.end]) == (kind, path, piece)


def test_a_key_knows_the_mapping_it_is_in() -> None:
    finder = CursorFinder("{a: 1, b}", 8)
    FlowReader(finder, 0, 9).value((), 0)
    assert finder.spot is not None
    assert finder.spot.within == {"a": "1", "b": None}
    assert finder.spot.flow


def test_the_first_spot_counts() -> None:
    finder = CursorFinder("abc", 1)
    finder.note("key", ("a",), 2, 3)
    assert finder.spot is None
    finder.note("key", ("b",), 1, 1)
    finder.note("value", ("c",), 0, 3)
    assert finder.spot is not None
    assert finder.spot.path == ("b",)


@pytest.mark.parametrize(
    ("raw", "text"),
    [("a", "a"), ('"a"', "a"), ("'a'", "a"), ('"a', '"a'), ("'a\"", "'a\""), ("'", "'"), ("''", "")],
)
def test_plain(raw: str, text: str) -> None:
    assert plain(raw) == text
