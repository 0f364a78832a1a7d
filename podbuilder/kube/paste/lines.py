"""The lines of a pasted text, each with its place there while what is around the manifest is taken away."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from podbuilder.kube.yamltext.source import LINE_END


class PastedLine(NamedTuple):
    """A line, its number in the pasted text (from 1), and how many characters before it were taken away."""

    number: int
    text: str
    end: str = "\n"
    shift: int = 0

    def after(self, column: int) -> PastedLine:
        """What stands from a column on."""
        return self._replace(text=self.text[column:], shift=self.shift + min(column, len(self.text)))

    @property
    def is_empty(self) -> bool:
        return not self.text.strip()


class Trace(NamedTuple):
    """Something that is no part of a manifest, in words, at its first place; line and column count from 1."""

    line: int
    column: int
    message: str


class Unwrapped(NamedTuple):
    """What was around a manifest, and the lines without it; where these can be read in several ways, each of them."""

    trace: Trace
    readings: tuple[list[PastedLine], ...]
    # Whether it was there even if what is left cannot be read.
    is_sure: bool = True


def lines_of(text: str) -> list[PastedLine]:
    """The lines of a text; none after its last line break."""
    found, start = list[PastedLine](), 0
    for match in LINE_END.finditer(text):
        found.append(PastedLine(len(found) + 1, text[start : match.start()], match.group()))
        start = match.end()
    return [*found, PastedLine(len(found) + 1, text[start:], "")] if start < len(text) else found


def joined(lines: Iterable[PastedLine]) -> str:
    """The text of lines."""
    return "".join([part for line in lines for part in (line.text, line.end)])


def trace_at(line: PastedLine, message: str, column: int = 0) -> Trace:
    """A trace at a column of a line, as it stood in the pasted text."""
    return Trace(line.number, line.shift + column + 1, message)


def without_margin(lines: list[PastedLine]) -> list[PastedLine]:
    """The lines without the blanks that all of them begin with."""
    full = [line.text for line in lines if not line.is_empty]
    margin = min((len(text) - len(text.lstrip(" \t")) for text in full), default=0)
    return [line.after(margin) for line in lines] if margin else lines
