"""Tests of podbuilder.cli.progress_line."""

from __future__ import annotations

import io
from contextlib import suppress

import pytest

from podbuilder.cli.progress_line import progress_line


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Bare:
    """What can only be written to."""

    def __init__(self) -> None:
        self.text = ""

    def write(self, text: str, /) -> None:
        self.text += text


class BareTerminal(Bare):
    def isatty(self) -> bool:
        return True


def seen(text: str) -> list[str]:
    """What the line of a terminal shows after each time that something was written to it."""
    shown, line = [], ""
    for piece in text.split("\r")[1:]:
        line = piece + line[len(piece) :]
        shown.append(line.rstrip())
    return shown


def told(*steps: tuple[float, int], total: int = 200_000_000, out: io.StringIO | None = None) -> str:
    """What a terminal is sent where so many bytes have been read after as many seconds."""
    out = out or Terminal()
    times = iter([0.0, *(time for time, _ in steps)])
    with progress_line(out, total, clock=lambda: next(times)) as tell:
        for _, done in steps:
            tell(done)
    return out.getvalue()


@pytest.mark.parametrize("out", [io.StringIO(), Bare()])
def test_nothing_is_said_where_nobody_looks(out: io.StringIO | Bare) -> None:
    with progress_line(out, 10) as tell:
        assert tell is None


def test_a_quick_reading_says_nothing() -> None:
    assert told((0.1, 5), (0.4, 10)) == ""


def test_the_line_says_how_far_it_is_and_goes() -> None:
    text = told((0.6, 1_000_000), (0.65, 2_000_000), (0.8, 50_000_000), (9.0, 200_000_000))
    assert seen(text) == [
        "reading 1.0 of 200.0 MB, 0 %",
        "reading 50.0 of 200.0 MB, 25 %",
        "reading 200.0 of 200.0 MB, 100 %",
        "",
        "",
    ]
    assert "\n" not in text
    assert text.endswith("\r")


def test_it_goes_whatever_happens() -> None:
    out = Terminal()
    with suppress(ValueError), progress_line(out, 0, clock=iter([0.0, 1.0]).__next__) as tell:
        tell(0)
        raise ValueError("broken")
    assert seen(out.getvalue())[0] == "reading 0.0 of 0.0 MB, 0 %"
    assert seen(out.getvalue())[-1] == ""


def test_what_cannot_be_flushed_is_written_all_the_same() -> None:
    out = BareTerminal()
    with progress_line(out, 10_000_000, clock=iter([0.0, 1.0]).__next__) as tell:
        tell(5_000_000)
    assert seen(out.text)[0] == "reading 5.0 of 10.0 MB, 50 %"
