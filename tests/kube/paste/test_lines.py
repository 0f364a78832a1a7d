"""Lines know where they stood."""

from __future__ import annotations

import pytest

from podbuilder.kube.paste.lines import PastedLine, joined, lines_of, trace_at, without_margin


@pytest.mark.parametrize("text", ["", "a", "a\n", "a\r\nb\r\n\n", "a\rb"])
def test_lines_are_the_text(text: str) -> None:
    assert joined(lines_of(text)) == text


def test_a_sign_stands_where_it_stood_in_the_pasted_text() -> None:
    line = lines_of("x\n> a: b\n")[1].after(2)
    assert line.text == "a: b"
    assert trace_at(line, "here", 3) == (2, 6, "here")
    assert line.after(99).shift == 6


def test_the_common_margin_is_taken_away() -> None:
    lines = lines_of("  a\n\n    b\n")
    assert [line.text for line in without_margin(lines)] == ["a", "", "  b"]
    assert without_margin([PastedLine(1, "a")]) == [PastedLine(1, "a")]
    assert without_margin([]) == []
