"""Changes to block style: the lines that come and go, letter by letter."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.yamltext import block_style
from podbuilder.kube.yamltext.tree import Unsuitable
from tests.support.yaml_trees import changed, tree_of

Path = tuple[str | int, ...]

# A text, a path, the new value, and the text after it.
REPLACED: dict[str, tuple[str, Path, Any, str]] = {
    "a plain text": ("a: b # c\nd: e\n", ("a",), "x", "a: x # c\nd: e\n"),
    "more space after the colon": ("a:   b\n", ("a",), 1, "a:   1\n"),
    "a quoted text": ("a: 'b'\n", ("a",), "x", "a: 'x'\n"),
    "a text in chosen quotes": ('a: "b"\n', ("a",), "x", 'a: "x"\n'),
    "an empty text": ('a: ""\n', ("a",), "x", "a: x\n"),
    "a text that needed its quotes": ('a: "n"\n', ("a",), "nginx", "a: nginx\n"),
    "a text that needs quotes, too": ('a: "n"\n', ("a",), "no", 'a: "no"\n'),
    "a text that needed its single quotes": ("a: 'n'\n", ("a",), "nginx", "a: 'nginx'\n"),
    "a quoted text by a number": ("a: 'b'\n", ("a",), 1, "a: 1\n"),
    "a missing value": ("a:\nb: 1\n", ("a",), "x", "a: x\nb: 1\n"),
    "a text by a mapping": ("a: b # c\nd: e\n", ("a",), {"x": 1}, "a: # c\n  x: 1\nd: e\n"),
    "a text by a list": ("a: b\n", ("a",), [1, 2], "a:\n- 1\n- 2\n"),
    "a text by nothing": ("a: b\n", ("a",), {}, "a: {}\n"),
    "a mapping keeps its indentation": ("a:\n    b: 1\n", ("a",), {"x": 1}, "a:\n    x: 1\n"),
    "a mapping by a text": ("a: # c\n  b: 1\nd: e\n", ("a",), "x", "a: x # c\nd: e\n"),
    "braces stay braces": ("a: {b: 1} # c\n", ("a",), {"x": 1}, "a: {x: 1} # c\n"),
    "empty braces do not": ("a: {} # c\n", ("a",), {"x": 1}, "a: # c\n  x: 1\n"),
    "an item": ("- a\n-   b # c\n", (1,), "x", "- a\n-   x # c\n"),
    "an item by a mapping": ("- a\n- b\n", (0,), {"x": 1, "w": 2}, "- x: 1\n  w: 2\n- b\n"),
    "the one line of a block": ("a: | # c\n  b\nd: e\n", ("a",), "x\n", "a: | # c\n  x\nd: e\n"),
    "the one line of a folded block": ("a: >-\n  b\n", ("a",), "x", "a: >-\n  x\n"),
    "a block by a text of other lines": ("a: |\n  b\nd: e\n", ("a",), "x\ny\n", "a: |\n  x\n  y\nd: e\n"),
    "a block by a text without an end": ("a: |\n  b\nd: e\n", ("a",), "x", "a: x\nd: e\n"),
    "a block by a text with space at its end": ("a: |\n  b\nd: e\n", ("a",), "x \n", "a: |\n  x \nd: e\n"),
    "a block of several lines": ("a: |\n  b\n  c\nd: e\n", ("a",), "x\n", "a: |\n  x\nd: e\n"),
}


@pytest.mark.parametrize(("text", "path", "value", "after"), REPLACED.values(), ids=REPLACED)
def test_replace_value(text: str, path: Path, value: Any, after: str) -> None:
    tree = tree_of(text)
    assert changed(text, block_style.replace_value(tree, tree.chain(path)[-1], value)) == after


def test_a_value_with_an_anchor() -> None:
    text = "a: b # c\nd: e\n"
    tree = tree_of(text)
    place = tree.chain(("a",))[-1]
    assert changed(text, block_style.replace_value(tree, place, "x", "y")) == "a: &y x # c\nd: e\n"
    assert changed(text, block_style.replace_value(tree, place, {"x": 1}, "y")) == "a: &y # c\n  x: 1\nd: e\n"


def test_an_item_with_an_anchor_has_its_lines_below() -> None:
    text = "- a\n"
    tree = tree_of(text)
    assert changed(text, block_style.replace_value(tree, tree.chain((0,))[-1], {"x": 1}, "y")) == "- &y\n  x: 1\n"


CONTAINER = "spec:\n  containers:\n  - image: b # c\n    # of env\n    env: []\n"
ADDED: dict[str, tuple[str, Path, str, Any, str]] = {
    "last": ("a: 1\nb: 2\n", (), "c", 3, "a: 1\nb: 2\nc: 3\n"),
    "in its customary place": ("kind: Pod\nspec: {}\n", (), "metadata", {}, "kind: Pod\nmetadata: {}\nspec: {}\n"),
    "before the first": ("# head\nkind: Pod\n", (), "apiVersion", "v1", "# head\napiVersion: v1\nkind: Pod\n"),
    "before the first of an inner mapping": (
        "metadata:\n  # of labels\n  labels: {}\n",
        ("metadata",),
        "name",
        "a",
        "metadata:\n  name: a\n  # of labels\n  labels: {}\n",
    ),
    "not before the first behind a dash": (
        CONTAINER,
        ("spec", "containers", 0),
        "name",
        "a",
        CONTAINER.replace("# c\n", "# c\n    name: a\n"),
    ),
    "below the comments at the end of what is above": (
        "a:\n  b: 1\n  # still b's\n# c's\nc: 1\n",
        (),
        "a2",
        1,
        "a:\n  b: 1\n  # still b's\n# c's\nc: 1\na2: 1\n",
    ),
    "after a merge": ("x: &x {n: 1}\nm:\n  <<: *x\n", ("m",), "a", 1, "x: &x {n: 1}\nm:\n  <<: *x\n  a: 1\n"),
    "a text without an end": ("a: 1", (), "b", 2, "a: 1\nb: 2"),
}


@pytest.mark.parametrize(("text", "path", "key", "value", "after"), ADDED.values(), ids=ADDED)
def test_add_entry(text: str, path: Path, key: str, value: Any, after: str) -> None:
    tree = tree_of(text)
    assert changed(text, block_style.add_entry(tree, tree.chain(path)[-1].node, path, key, value)) == after


def test_lines_go_below_comments_that_are_indented_further() -> None:
    text = "spec:\n  a: 1\n    # deeper\n\n  # not deeper\nz: 1\n"
    tree = tree_of(text)
    made = changed(text, block_style.add_entry(tree, tree.chain(("spec",))[-1].node, ("spec",), "b", 2))
    assert made == "spec:\n  a: 1\n    # deeper\n  b: 2\n\n  # not deeper\nz: 1\n"


ITEMS = "a:\n# of 1\n- 1\n\n# of 2\n- 2 # end\n"
INSERTED = {
    "first": (ITEMS, 0, "a:\n- 0\n# of 1\n- 1\n\n# of 2\n- 2 # end\n"),
    "between": (ITEMS, 1, "a:\n# of 1\n- 1\n\n- 0\n# of 2\n- 2 # end\n"),
    "last": (ITEMS, 2, ITEMS + "- 0\n"),
    "with the gap of its neighbour": ("a:\n-   1\n", 1, "a:\n-   1\n-   0\n"),
}


@pytest.mark.parametrize(("text", "index", "after"), INSERTED.values(), ids=INSERTED)
def test_add_item(text: str, index: int, after: str) -> None:
    tree = tree_of(text)
    assert changed(text, block_style.add_item(tree, tree.root.entries[0].node, ("a",), index, 0)) == after


def test_no_item_before_the_first_behind_a_dash() -> None:
    tree = tree_of("- - 1\n")
    with pytest.raises(Unsuitable):
        block_style.add_item(tree, tree.root.items[0], (0,), 0, 0)


REMOVED: dict[str, tuple[str, Path, str]] = {
    "an entry": ("a: 1\nb: 2\nc: 3\n", ("b",), "a: 1\nc: 3\n"),
    "with the comments above and behind": ("a: 1\n# of b\nb: 2 # b\nc: 3\n", ("b",), "a: 1\nc: 3\n"),
    "not with comments indented otherwise": ("a:\n  x: 1\n  # of x\nb: 2\n", ("b",), "a:\n  x: 1\n  # of x\n"),
    "not with comments behind a blank line": ("a: 1\n# apart\n\nb: 2\n", ("b",), "a: 1\n# apart\n\n"),
    "the first keeps the file's comment": ("# head\na: 1\nb: 2\n", ("a",), "# head\nb: 2\n"),
    "the last without an end": ("a: 1\nb: 2", ("b",), "a: 1"),
    "an item": ("- 1\n# of 2\n- 2\n- 3\n", (1,), "- 1\n- 3\n"),
    "the first behind a dash": ("- a: 1\n  b: 2\n", (0, "a"), "- b: 2\n"),
    "the first behind a dash, with comments between": (
        "- a: 1\n  # of b\n  b: 2\n",
        (0, "a"),
        "-\n  # of b\n  b: 2\n",
    ),
    "the first item behind a dash": ("- - 1\n  - 2\n", (0, 0), "- - 2\n"),
}


@pytest.mark.parametrize(("text", "path", "after"), REMOVED.values(), ids=REMOVED)
def test_remove_part(text: str, path: Path, after: str) -> None:
    tree = tree_of(text)
    assert changed(text, block_style.remove_part(tree, tree.chain(path)[-1])) == after


MOVED = {
    "to the end": ("- 1\n# of 2\n- 2\n\n- 3\n", 0, 2, "# of 2\n- 2\n- 3\n\n- 1\n"),
    "to the beginning": ("- 1\n- 2\n- 3 # c\n", 2, 0, "- 3 # c\n- 1\n- 2\n"),
    "nowhere": ("- 1\n- 2\n", 1, 1, "- 1\n- 2\n"),
}


@pytest.mark.parametrize(("text", "index", "to", "after"), MOVED.values(), ids=MOVED)
def test_move_item(text: str, index: int, to: int, after: str) -> None:
    tree = tree_of(text)
    assert changed(text, block_style.move_item(tree, tree.root, index, to)) == after


def test_items_behind_a_dash_move_without_comments_alone() -> None:
    text = "- - 1\n  - 2\n"
    tree = tree_of(text)
    assert changed(text, block_style.move_item(tree, tree.root.items[0], 0, 1)) == "- - 2\n  - 1\n"
    tree = tree_of("- - 1\n  # of 2\n  - 2\n")
    with pytest.raises(Unsuitable):
        block_style.move_item(tree, tree.root.items[0], 0, 1)


def test_permute_changes_only_what_is_another_text() -> None:
    text = "a b a c"
    slots = [(0, 1), (2, 3), (4, 5), (6, 7)]
    assert changed(text, block_style.permute(text, slots, 3, 0)) == "c a b a"
    assert [change.start for change in block_style.permute(text, slots, 0, 2)] == [0, 2]
