"""From text to tree: values, where they end, and the limits."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.core import limits
from podbuilder.kube.yamltext import reader
from podbuilder.kube.yamltext.errors import YamlProblem
from tests.kube.yamltext.readers import ours, tree

# The value of the first key, and the text it was read from.
EXTENTS = {
    "a plain text": ("a: b  # c\n", "b"),
    "a text over lines": ("a: b\n  c\nd: e\n", "b\n  c"),
    "quotes": ("a: 'b' \n", "'b'"),
    "brackets": ("a: [1,\n 2 ] # c\n", "[1,\n 2 ]"),
    "a mapping": ("a:\n  b: 1 # c\n  d: 2\n\n# e\n", "b: 1 # c\n  d: 2"),
    "a list": ("a:\n- 1\n-\n", "- 1\n-"),
    "an anchor before braces": ("{a: &x {b: 1} }\n", "&x {b: 1}"),
    "an anchor and a tag": ("a: &x !!str b\n", "&x !!str b"),
    "nothing": ("a:\nb: 1\n", ""),
    "a block": ("a: |\n  b\n  c\n\nd: e\n", "|\n  b\n  c"),
    "a block at the end": ("a: |\n  b\n", "|\n  b"),
    "a block at the end without an end": ("a: |\n  b", "|\n  b"),
    "a block with blank lines kept": ("a: |+\n  b\n\nd: e\n", "|+\n  b\n"),
    "a block with an indicator and blank lines kept": ("a: |2+ # c\n  b\n\nd: e\n", "|2+ # c\n  b\n"),
    "a plus in a comment": ("a: | # +\n  b\n\nd: e\n", "| # +\n  b"),
    "a block with space at its end": ("a: |\n  b  \nd: e\n", "|\n  b  "),
    "a block with returns": ("a: |\r\n  b\r\nd: e\r\n", "|\r\n  b"),
    "an empty block": ("a: |\nd: e\n", "|"),
}


@pytest.mark.parametrize(("text", "extent"), EXTENTS.values(), ids=EXTENTS)
def test_extent(text: str, extent: str) -> None:
    root = tree(text)
    assert root is not None
    node = root.entries[0].node
    assert text[node.start : node.end] == extent


def nested(depth: int) -> str:
    return "[" * depth + "]" * depth


def test_depth() -> None:
    assert ours(nested(limits.MAX_DEPTH)) is not None
    with pytest.raises(YamlProblem, match="nested more than 100 deep here") as raised:
        ours("\n" + nested(limits.MAX_DEPTH + 1))
    assert (raised.value.line, raised.value.column) == (2, limits.MAX_DEPTH + 1)


def test_depth_with_aliases() -> None:
    def text(depth: int) -> str:
        return f"a: &x {nested(50)}\nb: {'[' * depth}*x{']' * depth}\n"

    assert ours(text(limits.MAX_DEPTH - 51))
    with pytest.raises(YamlProblem, match="Expanded, this alias nests values more than 100 deep"):
        ours(text(limits.MAX_DEPTH - 50))


def test_number_of_values() -> None:
    assert len(ours("- 1\n" * (limits.MAX_NODES - 1))) == limits.MAX_NODES - 1
    with pytest.raises(YamlProblem, match="more than 10,000 values"):
        ours("- 1\n" * limits.MAX_NODES)


def test_number_of_values_with_aliases(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "a: &x [1, 2]\nb: *x\nc: *x\n"
    # Nine values and two aliases of two more each, with the lists themselves.
    monkeypatch.setattr(reader, "MAX_EXPANDED", 15)
    assert ours(text)["c"] == [1, 2]
    monkeypatch.setattr(reader, "MAX_EXPANDED", 14)
    with pytest.raises(YamlProblem, match="Expanded, the aliases would make more than 14 values"):
        ours(text)


REFUSED: dict[str, tuple[str, str, int, int]] = {
    "a key twice": ("a: 1\nb: 2\n'a': 3\n", "“a” appears twice in one mapping, on lines 1 and 3", 3, 1),
    "a key twice in two spellings": ("1: a\n0x1: b\n", "“1” appears twice", 2, 1),
    "a list as a key": ("[a]: 1\n", "A key must be a single word or text", 1, 1),
    "an alias of a list as a key": ("a: &x [1]\n*x : 2\n", "A key must be a single word or text", 2, 1),
    "a placeholder": ("a: {{ .Values.x }}\n", "Render the template first", 1, 5),
    "null as a key": ("~: 1\n", "does not read null as a key", 1, 1),
    "an alias without an anchor": ("a: *x\n", "not defined above", 1, 4),
    "an alias inside its anchor": ("a: &x [*x]\n", "is inside the value that it refers to", 1, 8),
    "an anchor that is being set anew": ("a: &x 1\nb: &x [*x]\n", "is inside the value", 2, 8),
    "a merge of a text": ("a: 1\n<<: b\n", "“<<” merges the keys of another mapping", 2, 5),
    "a merge of a list of texts": ("<<: [{a: 1}, b]\n", "“<<” merges the keys", 1, 5),
    "a tag that does not fit": ("a: !!int x\n", "needs an integer", 1, 4),
}


@pytest.mark.parametrize(("text", "words", "line", "column"), REFUSED.values(), ids=REFUSED)
def test_refused(text: str, words: str, line: int, column: int) -> None:
    with pytest.raises(YamlProblem) as raised:
        ours(text)
    assert words in raised.value.message
    assert (raised.value.line, raised.value.column) == (line, column)


MERGED: dict[str, tuple[str, Any]] = {
    "before": ("<<: {a: 1}\nb: 2\n", {"a": 1, "b": 2}),
    "its own key after a merge wins": ("<<: {a: 1}\na: 2\n", {"a": 2}),
    "a merge wins over its own key before it": ("a: 2\n<<: {a: 1}\n", {"a": 1}),
    "the first of several wins": ("<<: [{a: 1}, {a: 2, b: 2}]\n", {"a": 1, "b": 2}),
    "a quoted one is a key": ("'<<': 1\n", {"<<": 1}),
    "a tagged one is a merge": ("!!merge <<: {a: 1}\n", {"a": 1}),
    "another tag makes it a key": ("!!str <<: 1\n", {"<<": 1}),
}


@pytest.mark.parametrize(("text", "value"), MERGED.values(), ids=MERGED)
def test_merge(text: str, value: Any) -> None:
    assert ours(text) == value


def test_no_document() -> None:
    assert tree("") is None
    assert tree("# nothing\n") is None
