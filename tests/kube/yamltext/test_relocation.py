"""A field that moves into another mapping, as text."""

from __future__ import annotations

import pytest

from podbuilder.kube.core.document import assign, get, remove
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.yamltext import parse
from podbuilder.kube.yamltext.edits import EditRefused
from podbuilder.kube.yamltext.relocation import relocated
from podbuilder.kube.yamltext.tree import Tree
from tests.support.cases import Case, cases


def tree_of(text: str) -> Tree:
    tree = parse.documents(text)[0].tree
    assert tree is not None
    return tree


@cases(__file__, "relocation.yaml")
@pytest.mark.parametrize("eol", ["\n", "\r\n"])
def test_a_field_moves(case: Case, eol: str) -> None:
    tree = tree_of(case["text"].replace("\n", eol))
    source, target = FieldPath(case["source"]), FieldPath(case["target"])
    value = case.get("value", get(tree.root.value, source))
    after = relocated(tree, 0, source, target, value)
    assert after.root.value == assign(remove(tree.root.value, source), target, value)
    assert after.text == case["after"].replace("\n", eol)


@pytest.mark.parametrize("target", [("b", "c"), ("d", 5, "a")])
def test_a_place_that_cannot_be_is_refused(target: tuple[str | int, ...]) -> None:
    with pytest.raises(EditRefused):
        relocated(tree_of("a: 1\nb: text\nd: []\n"), 0, FieldPath(("a",)), FieldPath(target), 1)
