"""Keys and values of text that may be cut anywhere."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.troubleshooting.entries import MOST_LINES_OF_VALUE, Entry, entries_of, is_entry
from podbuilder.kube.troubleshooting.paste_lines import lines_of

CASES: dict[str, tuple[str, Any]] = {
    "nothing": ("", []),
    "prose": ("it does not run", []),
    "a key": ("a: b", [("a", "b")]),
    "describe": ("State:\n  Exit Code:  1\nReady: False", [("State", "", [("Exit Code", "1")]), ("Ready", "False")]),
    "a list right below its key": (
        "a:\n- b: 1\n  c: 2\n- d",
        [("a", "", [("-", "", [("b", "1"), ("c", "2")]), ("-", "d")])],
    ),
    "a dash alone": ("-\n  b: 1", [("-", "", [("b", "1")])]),
    "quoted over two lines": ("a: 'it''s\n  here: now'\nb: c", [("a", "it's here: now"), ("b", "c")]),
    "a quote that only opens": ("a: '\n  b'", [("a", " b")]),
    "double quotes": ('a: "say \\"x\\""', [("a", 'say "x"')]),
    "a plain value that goes on": ("a: b\n  c d", [("a", "b c d")]),
    "a block": ("a: |-\n  b: c\n  d\ne: f", [("a", "b: c d"), ("e", "f")]),
    "an empty block": ("a: |\nb: c", [("a", ""), ("b", "c")]),
    "begins in the middle": ("    a: b\n  c: d", [("a", "b"), ("c", "d")]),
    "a quoted key": ('"a": "b",', [("a", "b")]),
}


def said(entry: Entry) -> list[Any]:
    return [(e.key, e.value, said(e)) if e.children else (e.key, e.value) for e in entry.children]


def tree(text: str) -> Entry:
    return entries_of(lines_of(text)[0])


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_entries(text: str, expected: Any) -> None:
    assert said(tree(text)) == expected


def test_a_quote_that_never_ends_does_not_swallow_the_rest() -> None:
    root = tree("a: 'b\n" + "word\n" * 200 + "c: d")
    assert [entry.key for entry in root.children] == ["a", "c"]
    assert len(root.children[0].lines) == MOST_LINES_OF_VALUE + 1


def test_names_are_one_in_describe_and_yaml() -> None:
    root = tree("Exit Code: 1\n- exitCode: 2")
    assert [entry.name for entry in root.below()] == ["", "exitcode", "-", "exitcode"]


def test_a_line_with_a_key_is_an_entry() -> None:
    (key, prose), _ = lines_of("  Exit Code:  1\nit ends")
    assert (is_entry(key), is_entry(prose)) == (True, False)


def test_a_child_by_name() -> None:
    root = tree("a: 1\nb: 2")
    found = root.child("x", "b")
    assert found is not None
    assert found.value == "2"
    assert root.child("x") is None
