"""A changed text is taken only if it says what it should."""

from __future__ import annotations

import pytest

from podbuilder.kube.yamltext.block_style import TextChange
from podbuilder.kube.yamltext.errors import YamlProblem
from podbuilder.kube.yamltext.proof import Unproved, prove
from tests.support.yaml_trees import tree_of

TEXT = "a: 1\n---\nb: 2\n"


def test_a_change_that_says_what_it_should() -> None:
    assert prove(tree_of(TEXT), 0, [TextChange(3, 4, "5")], {"a": 5}).text == "a: 5\n---\nb: 2\n"


def test_a_block_scalar_at_the_end_gets_its_line_break() -> None:
    assert prove(tree_of("a: 1"), 0, [TextChange(3, 4, "|\n  x")], {"a": "x\n"}).text == "a: |\n  x\n"


UNPROVED = {
    "another value": (0, TextChange(3, 4, "6"), {"a": 5}),
    "a value of another type": (0, TextChange(3, 4, "'5'"), {"a": 5}),
    "a change that loses the document": (1, TextChange(5, len(TEXT), ""), {"b": 2}),
    "a change that leaves a comment of it": (1, TextChange(9, 9, "# "), {"b": 2}),
}


@pytest.mark.parametrize(("number", "change", "want"), UNPROVED.values(), ids=UNPROVED.keys())
def test_a_change_that_says_something_else(number: int, change: TextChange, want: object) -> None:
    with pytest.raises(Unproved):
        prove(tree_of(TEXT), number, [change], want)


def test_a_change_that_breaks_the_text() -> None:
    with pytest.raises(YamlProblem):
        prove(tree_of(TEXT), 0, [TextChange(3, 4, "[")], {"a": []})
