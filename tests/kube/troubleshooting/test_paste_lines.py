"""Lines as they stood before a terminal, a box or a mail got hold of them."""

from __future__ import annotations

import pytest

from podbuilder.kube.troubleshooting.paste_lines import (
    FIRST_LINES,
    LONGEST_QUOTE,
    MOST_CHARACTERS,
    MOST_LINES,
    lines_of,
    squeezed,
)

CASES = {
    "nothing": ("", [""]),
    "plain lines": ("a\n  b", ["a", "  b"]),
    "lines of Windows and of an old Mac": ("a\r\n  b\rc", ["a", "  b", "c"]),
    "colours": ("\x1b[1;31mError\x1b[0m: no", ["Error: no"]),
    "a box": ("┌──────┐\n│ a:   │\n│   b  │\n└──────┘", ["", "a:", "  b", ""]),
    "a quotation of a quotation": ("> > a\n> >   b", ["a", "  b"]),
    "tabs": ("Status:\t\tPending", ["Status:         Pending"]),
    "a bar at the end only is the text's own": ("message: |", ["message: |"]),
    "a fence": ("```\na\n```", ["", "a", ""]),
}


@pytest.mark.parametrize(("text", "lines"), CASES.values(), ids=CASES)
def test_lines(text: str, lines: list[str]) -> None:
    found, left_out = lines_of(text)
    assert [line.text for line in found] == lines
    assert [line.number for line in found] == list(range(1, len(lines) + 1))
    assert left_out == 0


def test_a_line_is_quoted_as_it_stood() -> None:
    (line,), _ = lines_of("  │   Reason:  Error │ ")
    assert (line.text, line.indent, line.raw) == ("  Reason:  Error", 2, "│   Reason:  Error │")
    (line,), _ = lines_of("x" * 1000)
    assert len(line.raw) == LONGEST_QUOTE


def test_the_middle_of_a_long_paste_is_left_out() -> None:
    found, left_out = lines_of("\n".join(str(number) for number in range(1, MOST_LINES + 101)))
    assert (len(found), left_out) == (MOST_LINES, 100)
    assert {line.text == str(line.number) for line in found} == {True}
    assert (found[FIRST_LINES - 1].number, found[FIRST_LINES].number) == (FIRST_LINES, FIRST_LINES + 101)


def test_what_is_too_much_is_not_read() -> None:
    (line,), _ = lines_of("x" * (MOST_CHARACTERS + 5))
    assert len(line.text) == MOST_CHARACTERS


def test_texts_are_compared_without_what_differs() -> None:
    assert squeezed('exec: \\"BASH\\": not  found') == squeezed("Exec: 'bash':\tnot found") == "exec:bash:notfound"


def test_of_many_quotations_some_are_taken_away() -> None:
    (line,) = lines_of("> " * 30 + "x")[0]
    assert line.text == "> " * 10 + "x"
