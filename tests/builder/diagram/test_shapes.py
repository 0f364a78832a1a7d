"""The parts of a picture, the width of a text, and texts that are shortened to fit."""

from __future__ import annotations

import pytest

from podbuilder.builder.diagram.shapes import DiagramBox, Line, Picture, Text, shorten, text_width
from podbuilder.kube.core.field import ROOT


@pytest.mark.parametrize(
    ("letters", "width"),
    [("il.", 0.4), ("cz_", 0.56), ("anx0", 0.64), ("AZ+", 0.76), ("mW…", 1.0), ("日é", 1.05)],
)
def test_letters_are_as_wide_as_they_can_be(letters: str, width: float) -> None:
    assert [text_width(letter) for letter in letters] == [pytest.approx(width * 12)] * len(letters)


def test_the_width_of_a_text_is_that_of_its_letters_in_its_size() -> None:
    assert text_width("") == 0
    assert text_width("nil") == text_width("nil", "quiet") == pytest.approx((0.64 + 0.4 + 0.4) * 12)
    assert text_width("nil", "name") == pytest.approx(1.44 * 13 * 1.1)
    assert text_width("nil", "heading") == pytest.approx(1.44 * 12 * 1.1)


@pytest.mark.parametrize(("anchor", "share"), [("start", 0), ("middle", 0.5), ("end", 1)])
def test_where_a_text_begins(anchor: str, share: float) -> None:
    text = Text("nnn", 100, 5, "name", anchor)
    assert text.width == text_width("nnn", "name")
    assert text.left == pytest.approx(100 - share * text.width)


def test_the_edges_of_a_box() -> None:
    box = DiagramBox("app", ROOT, 10, 20, 30, 8, "web")
    assert (box.right, box.bottom, box.middle) == (40, 28, 24)
    assert (box.texts, box.signs, box.rows, box.is_new) == ((), (), (), False)


def test_what_a_line_and_a_picture_need_not_have() -> None:
    line = Line("order", ())
    assert (line.says, line.signs) == ("", ())
    picture = Picture(1, 2, (0, 0, 1, 1), (), (line,))
    assert (picture.texts, picture.signs) == ((), ())


@pytest.mark.parametrize(
    ("text", "room", "keeps", "shown"),
    [
        ("nnnn", 4 * 7.68, "both", "nnnn"),
        ("nnnn", 4 * 7.68 - 0.1, "both", "nn…"),
        ("nnnn", 4 * 7.68 - 0.1, "end", "…nn"),
        ("123456789", 12 + 6 * 7.68, "both", "1234…89"),
        ("123456789", 12 + 6 * 7.68, "end", "…456789"),
        ("123456789", 12 + 3 * 7.68, "both", "12…9"),
        ("123456789", 12 + 2 * 7.68, "both", "12…"),
        ("123456789", 12, "both", "…"),
        ("123456789", 0, "end", "…"),
        ("", 0, "both", ""),
    ],
)
def test_as_much_is_kept_as_fits(text: str, room: float, keeps: str, shown: str) -> None:
    assert shorten(text, room + 1e-9, keeps=keeps) == shown


def test_names_take_more_room() -> None:
    room = text_width("123456789", "name")
    assert shorten("123456789", room + 1e-9, "name") == "123456789"
    assert shorten("123456789", text_width("123456789"), "name") == "1234…9"


def test_very_long_texts_are_cut_first() -> None:
    text = "a" * 300 + "b" * 1000 + "c" * 300
    assert set(shorten(text, 600 * 12)) == {"a", "c"}
    assert "b" in shorten("a" * 299 + "bb" + "c" * 299, 600 * 12)
