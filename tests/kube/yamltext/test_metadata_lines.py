"""Lines that move between an object's metadata and its template's."""

from __future__ import annotations

import pytest

from podbuilder.kube.core.field import ROOT
from podbuilder.kube.yamltext.metadata_lines import (
    at_their_place,
    copy_of,
    entry_text,
    key_start,
    own_line,
    place_of,
    shifted,
    top_of,
)
from podbuilder.kube.yamltext.tree import Unsuitable
from podbuilder.kube.yamltext.wrapper import MOVED, unwrapped
from tests.kube.yamltext.test_wrapper import A, tree_of


@pytest.mark.parametrize(
    ("text", "by", "after"),
    [
        ("", 2, ""),
        ("a\n\n  \n b", 2, "  a\n\n    \n   b"),
        ("a\r\n\r\n b\r", 1, " a\r\n\r\n  b\r"),
        ("  a\n\n b\n   \nc", -2, "a\n\nb\n \nc"),
        (" a\n", 0, " a\n"),
        ("a\u2028b\x85c", 1, " a\u2028b\x85c"),
    ],
)
def test_lines_move(text: str, by: int, after: str) -> None:
    assert shifted(text, by) == after


def test_a_field_with_its_comments() -> None:
    tree = tree_of("a:\n  # not b's\n\n  # b's\n  b: 'c'  # c\n  d: {e: f}\n")
    place = own_line(tree, ("a", "b"))
    assert entry_text(tree, place) == "  # b's\n  b: 'c'  # c"
    assert copy_of(tree, place) == "  b: c"
    assert tree.text[key_start(tree, place) :].startswith("b:")
    assert top_of(tree, place) == tree.text.index("  # b's")
    assert key_start(tree, tree.chain(())[0]) == 0


@pytest.mark.parametrize("path", [("a", "x"), ("a", 0), ()])
def test_what_is_no_field_has_no_place(path: tuple[str | int, ...]) -> None:
    with pytest.raises(Unsuitable):
        place_of(tree_of("a: [b]\n"), path)


@pytest.mark.parametrize("text", ["{a: 1}", "- a: 1"])
def test_a_field_that_shares_its_line(text: str) -> None:
    tree = tree_of(text)
    path = ("a",) if text.startswith("{") else (0, "a")
    assert place_of(tree, path).node.value == 1
    with pytest.raises(Unsuitable):
        own_line(tree, path)


@pytest.mark.parametrize("metadata", ["odd", "{}", "[a]"])
def test_metadata_without_a_field(metadata: str) -> None:
    tree = tree_of(f"metadata: {metadata}\nspec:\n  b:\n    metadata:\n      labels: {{a: b}}\n")
    with pytest.raises(Unsuitable):
        at_their_place(tree, ROOT, ROOT.child("spec", "b"), MOVED)


@pytest.mark.parametrize(
    ("own", "template", "after"),
    [
        # Nothing to do.
        ("{name: a}", "{x: y}", "{name: a}"),
        ("{name: a, labels: {a: b}}", "{labels: {a: b}}", "{name: a, labels: {a: b}}"),
        ("{name: a, labels: {}}", "{}", "{name: a, labels: {}}"),
        ("\n  labels: {a: 'b'}", "\n      labels:\n        a: b", "\n  labels: {a: 'b'}"),
        # It is the template's.
        ("\n  labels: {a: b}", "\n      labels: {a: 'b'}", "\n  labels: {a: 'b'}"),
        ("\n  labels: {a: b}", "\n      # c\n      labels: {a: b}", "\n  # c\n  labels: {a: b}"),
        ("\n  labels: {a: b}", "{labels: {a: c}}", "\n  labels:\n    a: c"),
        ("{name: a, labels: {a: b}}", "\n      labels: {a: c}", "{name: a, labels: {a: c}}"),
        ("\n  labels: {a: b}\n  x: &x {a: c}", "\n      labels: *x", "\n  labels:\n    a: c\n  x: &x {a: c}"),
        # It goes.
        ("{name: a, labels: {a: b}}", "{}", "{name: a}"),
        ("\n  name: a\n  labels:\n    a: b", "{}", "\n  name: a"),
        # It comes: last, or beside what stands beside it there.
        ("{name: a}", "{labels: {a: b}}", "{name: a, labels: {a: b}}"),
        ("\n  name: a\n  z: y", "{annotations: {a: b}}", "\n  name: a\n  z: y\n  annotations:\n    a: b"),
        (
            "\n  labels: {a: b}\n  name: a",
            "\n      # c\n      annotations: {}\n      labels: {a: b}",
            "\n  # c\n  annotations: {}\n  labels: {a: b}\n  name: a",
        ),
        (
            "\n  labels: {a: b}\n  name: a",
            "\n      labels: {a: b}\n      annotations: {}",
            "\n  labels: {a: b}\n  annotations: {}\n  name: a",
        ),
    ],
)
def test_the_object_gets_what_its_template_has(own: str, template: str, after: str) -> None:
    inner = f"    metadata:{template if template.startswith(chr(10)) else ' ' + template}\n    spec: {{}}\n"
    text = f"kind: B\nmetadata:{own if own.startswith(chr(10)) else ' ' + own}\nspec:\n  b:\n{inner}"
    back = unwrapped(tree_of(text), 0, ROOT, A, "b", MOVED).text
    assert back == f"kind: A\nmetadata:{after if after.startswith(chr(10)) else ' ' + after}\nspec: {{}}\n"
