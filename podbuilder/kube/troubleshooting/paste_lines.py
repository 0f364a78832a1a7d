"""The lines of a paste, freed of what a terminal, a box or a quotation put around them."""

from __future__ import annotations

import re
from typing import NamedTuple

# What is read of a paste; what goes beyond is left out before any work is done.
MOST_CHARACTERS = 1_048_576
MOST_LINES = 20_000
# Of a paste with more lines the first are read, which say what it is of, and the last, which say how it ended.
FIRST_LINES = 5_000
# So much of a line is quoted.
LONGEST_QUOTE = 600
# How wide terminals are: a line that is just as long was broken there, inside of a word.
TERMINALS = frozenset({80, 100, 120, 132, 160})

_COLOUR = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_BARS = "│┃║|"
_DRAWN = frozenset("─━═┌┐└┘├┤┬┴┼╭╮╰╯╔╗╚╝╠╣+-`~│┃║| ")
_SQUEEZED = str.maketrans("", "", " \t\r\f\v\\\"'`│┃║")


class PasteLine(NamedTuple):
    """A line: its number in the paste from 1, its text without a frame, and how it stood there, to be quoted."""

    number: int
    text: str
    raw: str

    @property
    def indent(self) -> int:
        """How many blanks the line begins with."""
        return len(self.text) - len(self.text.lstrip())


def lines_of(text: str) -> tuple[list[PasteLine], int]:
    """The lines of a paste that are read, and how many are not; those that only draw a frame are empty.

    A line's number stays the one in the paste.
    """
    raw = _COLOUR.sub("", text[:MOST_CHARACTERS]).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    left_out = max(len(raw) - MOST_LINES, 0)
    numbered = list(enumerate(raw, 1))
    if left_out:
        numbered = numbered[:FIRST_LINES] + numbered[FIRST_LINES + left_out :]
    return [PasteLine(number, _unframed(line), line.strip()[:LONGEST_QUOTE]) for number, line in numbered], left_out


def _unframed(line: str) -> str:
    """A line without bars at its ends and marks of quotation before it."""
    line = line.expandtabs().rstrip() if "\t" in line else line.rstrip()
    inner = line.lstrip()
    # A dash or a bar alone can be the text's own.
    if not inner or (len(inner) > 2 and _DRAWN.issuperset(inner)):
        return ""
    for _ in range(_MOST_FRAMES):
        if inner[:1] not in _FRAME:
            break
        line = inner[1:].removeprefix(" ")
        if inner[0] in _BARS:
            line = line.rstrip(_BARS + " ")
        inner = line.lstrip()
    return line


_FRAME = frozenset(_BARS + ">")
# Quotations of quotations: nobody goes deeper.
_MOST_FRAMES = 20


def squeezed(text: str) -> str:
    """A text as it is compared: in small letters, without blanks, quotes and backslashes.

    So a word that a terminal broke at its edge is still found, and so is what Docker escaped twice.
    """
    return text.lower().translate(_SQUEEZED)
