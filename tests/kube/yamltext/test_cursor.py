"""What stands at a cursor, in texts that are YAML and in texts that are not yet."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.yamltext.cursor import MAX_CHARACTERS, Cursor, locate
from tests.support.cases import cases

SIGN = "‸"


def at_sign(marked: str) -> Cursor:
    """The cursor at the sign, which is taken out of the text."""
    before, _, after = marked.partition(SIGN)
    lines = before.split("\n")
    return locate(before + after, len(lines) - 1, len(lines[-1]))


@cases(__file__, "cursor.yaml")
def test_cursor(case: dict[str, Any]) -> None:
    found = at_sign(case["text"])
    assert found.kind == case["kind"]
    if found.kind:
        assert str(FieldPath(found.path)) == case["path"]
        assert found.word == case.get("word", "")
        assert found.taken == set(case.get("taken", ()))
        assert found.is_flow == case.get("flow", False)
        assert found.token == case.get("token", found.token)


def test_the_document_is_known_whatever_the_cursors_line_says() -> None:
    text = "kind: Pod\nspec:\n  containers:\n  - name: web\n    ports: [{name: http, containerPort: 80}]\n    ‸oops\n"
    assert at_sign(text).document == {
        "kind": "Pod",
        "spec": {"containers": [{"name": "web", "ports": [{"name": "http", "containerPort": "80"}]}]},
    }


def test_places_outside_the_text_are_moved_into_it() -> None:
    assert locate("kind: Pod", 99, 99).word == "Pod"
    assert locate("kind: Pod", -1, -1).token == "kind"


PIECES = st.sampled_from(
    [
        *("spec:", "  containers:", "- ", "  - name: a", "\n", "{", "}", "[", "]", ",", ": ", "a", "'", '"', "#", " #"),
        *("|", "\t", "---", "&a ", "? ", "\r\n", "  ", "    ", "é"),
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join), st.integers(0, 30), st.integers(0, 20))
def test_any_text_has_a_cursor(text: str, line: int, column: int) -> None:
    found = locate(text, line, column)
    assert found.kind in {"key", "value", "node", "item", ""}
    assert found.token.startswith(found.word)


ODD = [
    "[",
    "- ",
    "a: {",
    " ",
    "a:\n",
    "'",
    "{\n",
    "x: [\n",
    "b ",
    "}a: []\n",
    "#",
    "a: b\n",
    "- a\n",
    "[a: ",
    '"\\',
    "\n",
    "&a ",
]


@pytest.mark.parametrize("piece", [*ODD, "depth"])
def test_odd_texts_take_no_time(piece: str) -> None:
    long = piece * (MAX_CHARACTERS // 4 // len(piece))
    text = "".join(f"{' ' * i}a:\n" for i in range(500)) if piece == "depth" else long
    for line in (0, text.count("\n") // 2, text.count("\n")):
        began = time.process_time()
        locate(text, line, 3)
        # A tenth of a second is usual; counting branches makes it ten. What is not linear takes minutes.
        assert time.process_time() - began < 8


def test_a_huge_text_gets_no_help() -> None:
    assert locate("kind: Pod\n" * MAX_CHARACTERS, 0, 3).kind == ""
