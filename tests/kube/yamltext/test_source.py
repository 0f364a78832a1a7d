"""Offsets, lines and columns, whatever ends the lines."""

from __future__ import annotations

import pytest

from podbuilder.kube.yamltext.source import Source, split_lines

LINES = {
    "nothing": ("", [""]),
    "one line": ("a", ["a"]),
    "a line break at the end": ("a\n", ["a", ""]),
    "all kinds of line breaks": ("a\r\nb\rc\n\nd", ["a", "b", "c", "", "d"]),
    "what only looks like a line break": ("a\u2028b\x0bc\x85d", ["a\u2028b\x0bc\x85d"]),
}


@pytest.mark.parametrize(("text", "lines"), LINES.values(), ids=LINES)
def test_lines(text: str, lines: list[str]) -> None:
    source = Source(text)
    assert split_lines(text) == lines
    assert [source.whole_line(i) for i in range(len(source.line_starts))] == lines


ENDINGS = {
    "no line break": ("a", "\n"),
    "mostly newlines": ("a\nb\nc\r\n", "\n"),
    "mostly both": ("a\r\nb\r\nc\n", "\r\n"),
    "as many of both as newlines": ("a\r\nb\n", "\n"),
    "as many of both as returns": ("a\r\nb\r", "\r\n"),
    "mostly returns": ("a\rb\rc\n", "\r"),
    "as many returns as newlines": ("a\rb\n", "\n"),
}


@pytest.mark.parametrize(("text", "eol"), ENDINGS.values(), ids=ENDINGS)
def test_the_line_ending_used_most(text: str, eol: str) -> None:
    assert Source(text).eol == eol


#       0123 4 5678
TEXT = "ab: 1\r\ncd\n"
PLACES = {
    "the first character": (0, 0, 0),
    "the last character of a line": (4, 0, 4),
    "the line break": (5, 0, 5),
    "inside the line break": (6, 0, 6),
    "the first of the next line": (7, 1, 0),
    "the end of the text": (10, 2, 0),
}


@pytest.mark.parametrize(("offset", "line", "column"), PLACES.values(), ids=PLACES)
def test_line_and_column(offset: int, line: int, column: int) -> None:
    source = Source(TEXT)
    assert (source.line(offset), source.column(offset)) == (line, column)
    assert source.start_of_line(offset) == offset - column


def test_around_an_offset() -> None:
    source = Source(TEXT)
    assert (source.before(3), source.rest(3)) == ("ab:", " 1")
    assert (source.end_of_line(0), source.after_line(0)) == (5, 7)
    assert (source.end_of_line(7), source.after_line(7)) == (9, 10)
    assert (source.end_of_line(10), source.after_line(10)) == (10, 10)


def test_an_end_of_line_is_never_before_its_offset() -> None:
    source = Source("a\r\nb")
    assert source.end_of_line(1) == 1
    assert source.end_of_line(2) == 2


def test_a_byte_order_mark_is_before_the_first_line() -> None:
    source = Source("\ufeffa\nb")
    assert source.line_starts == [1, 3]
    assert (source.line(0), source.line(1), source.column(1)) == (0, 0, 0)
