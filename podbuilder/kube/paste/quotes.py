"""The quotes of a line, straight and curly, and which one closes which."""

from __future__ import annotations

from bisect import bisect_left

from podbuilder.kube.paste.characters import is_blank, is_invisible, look

# What may follow a closing quote.
_FOLLOWERS = frozenset(",]}:#")


def is_any_blank(character: str) -> bool:
    """Whether it is a space or a tab, or looks like one."""
    return character in " \t" or is_blank(character)


def after_run(line: str, column: int) -> int:
    """The column after blanks, whether they are spaces, look like some or cannot be seen."""
    while column < len(line) and (is_any_blank(line[column]) or is_invisible(line[column])):
        column += 1
    return column


def plain_close(line: str, column: int, quote: str) -> int | None:
    """The column of the straight quote that ends a text, which has no other unless it is escaped; None if none does."""
    while column < len(line):
        if line[column] == "\\" and quote == '"':
            column += 1
        elif line[column] == quote:
            if quote == '"' or line[column + 1 : column + 2] != quote:
                return column
            column += 1
        column += 1
    return None


class Quotes:
    """A line that knows which of its quotes can close a text."""

    def __init__(self, line: str) -> None:
        self._line = line
        self._closers: dict[str, list[int]] = {}

    def close_of(self, column: int) -> int | None:
        """The column of the quote that closes the one at a column; None if there is none on the line.

        After a quote that closes a text comes nothing, a bracket, a comma, a colon or a comment.
        """
        line, quote = self._line, look(self._line[column])
        if line[column] == quote:
            end = plain_close(line, column + 1, quote)
            if end is not None and self._is_followed_well(end):
                return end
        if quote not in self._closers:
            self._closers[quote] = [i for i, one in enumerate(line) if look(one) == quote and self._is_followed_well(i)]
        closers = self._closers[quote]
        place = bisect_left(closers, column + 1)
        return closers[place] if place < len(closers) else None

    def _is_followed_well(self, column: int) -> bool:
        after = after_run(self._line, column + 1)
        return after == len(self._line) or look(self._line[after]) in _FOLLOWERS
