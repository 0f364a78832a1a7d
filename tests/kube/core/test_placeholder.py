"""How placeholders are written, found and filled, in both ways that there are."""

from __future__ import annotations

import pytest

from podbuilder.kube.core.placeholder import Placeholders

TEMPLATES, RECIPES = Placeholders("param:"), Placeholders()
FILLED = {
    "none": ("a b", "a b"),
    "alone": ("<param:a>", "1"),
    "within a text": ("x<param:a>y<param:b-2>", "x1y2"),
    "without a value": ("<param:other>", "<param:other>"),
    "meant literally": ("<param::a>", "<param:a>"),
    "of another way": ("<a>", "<a>"),
    "no name": ("<param:A><param:><param:1>", "<param:A><param:><param:1>"),
    "too long a name": (f"<param:{'a' * 41}>", f"<param:{'a' * 41}>"),
}


@pytest.mark.parametrize("case", FILLED)
def test_a_text_is_filled(case):
    text, expected = FILLED[case]
    assert TEMPLATES.fill(text, {"a": 1, "b-2": 2}, str) == expected


def test_what_a_text_speaks_of():
    assert TEMPLATES.names("<param:a> <b> <param::c> <param:a>") == ["a", "a"]
    assert RECIPES.names("<param:a> <b> <c-d>") == ["b", "c-d"]
    assert [TEMPLATES.alone(text) for text in ("<param:a>", " <param:a>", "<a>")] == ["a", None, None]
    assert [TEMPLATES.concerns(text) for text in ("<param:a>", "<param::a>", "<param:A>", "<a>")] == [
        True,
        True,
        False,
        False,
    ]


def test_what_is_written_is_found():
    for way in (TEMPLATES, RECIPES):
        assert way.alone(way.write("a_b-1")) == "a_b-1"
