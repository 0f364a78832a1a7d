"""Two texts compared line by line: what differs, the lines around it, and in words what is not shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from podbuilder.kube.core.alignment import Alignment, align

# How many unchanged lines are shown before and after a difference, where nothing else is asked for.
CONTEXT = 2
# How many rows are shown at once; the rest is counted, and shown from a later row on.
MOST_ROWS = 3000
NOTE = "@"
NOT_TO_THE_END = "These texts differ too much to compare all of their lines: some count as removed and added anew."


class DiffLine(NamedTuple):
    """A line with its sign: "+" for an added one, "-" for one that is gone, " " for the rest.

    With the sign NOTE it is a sentence of ours that stands for lines which are not shown.
    """

    sign: str
    text: str


class _Piece(NamedTuple):
    """Lines that follow one another and have the same sign."""

    sign: str
    lines: list[str]


@dataclass(frozen=True)
class TextDiff:
    """What differs between two texts, in rows that can be shown part by part."""

    pieces: tuple[_Piece, ...]

    @classmethod
    def of(cls, old: str, new: str, around: int = CONTEXT, *, has_moved: bool = False) -> TextDiff:
        """The lines that differ, with unchanged ones `around` them. No rows if none differ.

        Where lines have moved to the left or right, they count as unchanged, as they stand in the new text.
        """
        before, after = old.splitlines(), new.splitlines()
        found = align(_without_indents(before), _without_indents(after)) if has_moved else align(before, after)
        pieces = list(_pieces(before, after, found))
        if all(sign == " " for sign, _ in pieces):
            return cls(())
        folded = [part for place, piece in enumerate(pieces) for part in _folded(piece, place, len(pieces), around)]
        return cls((*([] if found.is_complete else [_Piece(NOTE, [NOT_TO_THE_END])]), *folded))

    def __bool__(self) -> bool:
        return bool(self.pieces)

    @property
    def count(self) -> int:
        """How many rows there are in all."""
        return sum(len(lines) for _, lines in self.pieces)

    def rows(self, first: int = 0) -> list[DiffLine]:
        """MOST_ROWS rows from row `first` on; where some are left, a last one says how many."""
        shown: list[DiffLine] = []
        left = {"+": 0, "-": 0, " ": 0, NOTE: 0}
        start, end = first, first + MOST_ROWS
        for sign, lines in self.pieces:
            shown += [DiffLine(sign, text) for text in lines[max(0, start) : max(0, end)]]
            left[sign] += len(lines[max(0, end) :])
            start, end = start - len(lines), end - len(lines)
        if any(left.values()):
            told = f"{left['+']:,} added and {left['-']:,} removed lines are left, which are not shown here"
            shown.append(DiffLine(NOTE, told))
        return shown


def diff(old: str, new: str) -> list[DiffLine]:
    """All lines of two texts, told apart by sign."""
    before, after = old.splitlines(), new.splitlines()
    return [DiffLine(sign, text) for sign, lines in _pieces(before, after, align(before, after)) for text in lines]


def changes(old: str, new: str) -> list[DiffLine]:
    """The lines that differ and CONTEXT lines around them, MOST_ROWS at most; NOTEs say what is not shown."""
    return TextDiff.of(old, new).rows()


def moves(old: str, new: str) -> list[DiffLine]:
    """The same of lines that have moved to the left or right, which count as unchanged."""
    return TextDiff.of(old, new, has_moved=True).rows()


def _without_indents(lines: list[str]) -> list[str]:
    return [line.lstrip(" ") for line in lines]


def _pieces(before: list[str], after: list[str], found: Alignment) -> Iterator[_Piece]:
    """Both texts in pieces, in order."""
    i = j = 0
    for old, new, size in (*found.runs, (len(before), len(after), 0)):
        for sign, lines in (("-", before[i:old]), ("+", after[j:new]), (" ", after[new : new + size])):
            if lines:
                yield _Piece(sign, lines)
        i, j = old + size, new + size


def _folded(piece: _Piece, place: int, pieces: int, around: int) -> Iterator[_Piece]:
    """A piece; of an unchanged one only the lines near to a difference, and a NOTE for the others."""
    lines = piece.lines
    head, tail = around if place > 0 else 0, around if place < pieces - 1 else 0
    hidden = len(lines) - head - tail
    # The note would take as much room as a line.
    if piece.sign != " " or hidden <= 1:
        yield piece
        return
    yield _Piece(" ", lines[:head])
    yield _Piece(NOTE, [f"{hidden:,} unchanged lines"])
    yield _Piece(" ", lines[len(lines) - tail :])
