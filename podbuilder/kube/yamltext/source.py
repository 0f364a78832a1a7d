"""A text and its lines: the arithmetic between character offsets, lines and columns."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Any

from podbuilder.kube.core.cached_property import cached_property
from podbuilder.kube.yamltext.reading_limits import EDITED, Limits

LINE_END = re.compile(r"\r\n|\n|\r")
BLANK = " \t"
LINE_ENDS = "\r\n"


def split_lines(text: str) -> list[str]:
    """The lines of a text without their line breaks; one that ends in a line break has an empty last line.

    Not as `str.splitlines` counts them: for editors, and for Kubernetes' messages, U+2028 and the like end no line.
    """
    return LINE_END.split(text)


class Source:
    """A text that knows where its lines start. Offsets, lines and columns count from 0."""

    def __init__(self, text: str, limits: Limits = EDITED) -> None:
        self.text = text
        self.limits = limits
        # What others work out about the whole text and keep for its next reader, each under a name of its own.
        self.kept: dict[str, Any] = {}

    @cached_property
    def line_starts(self) -> list[int]:
        """The offset at which each line starts; a text that ends in a line break has an empty last line.

        The first line starts after a byte order mark.
        """
        first = 1 if self.text.startswith("\ufeff") else 0
        return [first, *[match.end() for match in LINE_END.finditer(self.text)]]

    @cached_property
    def eol(self) -> str:
        """The line ending that the text uses most."""
        pairs = self.text.count("\r\n")
        newlines = self.text.count("\n") - pairs
        returns = self.text.count("\r") - pairs
        if pairs > newlines and pairs >= returns:
            return "\r\n"
        return "\r" if returns > newlines else "\n"

    def line(self, offset: int) -> int:
        """The line of `offset`."""
        return max(bisect_right(self.line_starts, offset) - 1, 0)

    def column(self, offset: int) -> int:
        """The number of characters before `offset` on its line."""
        return offset - self.start_of_line(offset)

    def start_of_line(self, offset: int) -> int:
        """The offset at which the line of `offset` starts."""
        return self.line_starts[self.line(offset)]

    def end_of_line(self, offset: int) -> int:
        """The offset just before the line break that ends the line of `offset`."""
        line = self.line(offset)
        if line + 1 == len(self.line_starts):
            return len(self.text)
        end = self.line_starts[line + 1] - 1
        return end - 1 if self.text[end] == "\n" and end > offset and self.text[end - 1] == "\r" else end

    def after_line(self, offset: int) -> int:
        """The offset at which the line after that of `offset` starts, or the end of the text."""
        line = self.line(offset)
        return self.line_starts[line + 1] if line + 1 < len(self.line_starts) else len(self.text)

    def before(self, offset: int) -> str:
        """The text before `offset` on its line."""
        return self.text[self.start_of_line(offset) : offset]

    def rest(self, offset: int) -> str:
        """The text from `offset` to the end of its line."""
        return self.text[offset : self.end_of_line(offset)]

    def whole_line(self, line: int) -> str:
        """A line without its line break."""
        return self.rest(self.line_starts[line])
