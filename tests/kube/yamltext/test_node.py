"""The tree of a document: entries, merges and the order of the nodes."""

from __future__ import annotations

import pytest

from podbuilder.kube.yamltext.node import MAPPING, SEQUENCE, merged_keys, walk
from tests.support.yaml_trees import tree_of

MERGES = "base: &b {x: 1, w: 2}\nother: &o {z: 3}\n"
# The last mapping of a text, and which entry of it gives the key `x` its value.
ENTRIES = {
    "its own": ("m: {v: 0, x: 1}\n", 1),
    "none": ("m: {v: 0}\n", None),
    "none before a merge": (MERGES + "m: {x: 1, <<: *b}\n", None),
    "its own after a merge": (MERGES + "m: {<<: *b, x: 1}\n", 1),
    "its own before a merge of other keys": (MERGES + "m: {x: 1, <<: *o}\n", 0),
    "none before a list of merges": (MERGES + "m: {x: 1, <<: [*o, *b]}\n", None),
    "its own before a list of other merges": (MERGES + "m: {x: 1, <<: [*o, *o]}\n", 0),
    "none from a merge written out": ("m: {x: 1, <<: {x: 2}}\n", None),
}


@pytest.mark.parametrize(("text", "number"), ENTRIES.values(), ids=ENTRIES)
def test_entry(text: str, number: int | None) -> None:
    mapping = tree_of(text).root.entries[-1].node
    found = mapping.entry("x")
    assert found is (None if number is None else mapping.entries[number])


def test_merged_keys() -> None:
    root = tree_of(MERGES + "m: {<<: [*b, *o], a: *b, c: {d: 1}}\n").root
    merge, alias, mapping = root.entries[-1].node.entries
    assert merged_keys(merge.node) == {"w", "x", "z"}
    assert merged_keys(alias.node) == {"w", "x"}
    assert merged_keys(mapping.node) == {"d"}


def test_walk_follows_the_text_and_no_alias() -> None:
    text = "a: &x [1, {b: 2}]\nc: *x\nd: e\n"
    nodes = list(walk(tree_of(text).root))
    assert [text[node.start : node.end] for node in nodes[1:]] == [
        *("a", "&x [1, {b: 2}]", "1", "{b: 2}", "b", "2", "c", "*x", "d", "e"),
    ]
    assert [node.kind for node in nodes[:3]] == [MAPPING, nodes[1].kind, SEQUENCE]


def test_children() -> None:
    root = tree_of("a: [1, 2]\nb: 3\n").root
    assert [child.value for child in root.children()] == ["a", [1, 2], "b", 3]
    assert [child.value for child in root.entries[0].node.children()] == [1, 2]
