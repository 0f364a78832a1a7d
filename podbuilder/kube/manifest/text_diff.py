"""Two texts compared line by line: all of their lines, or only what differs and the lines around it."""

from __future__ import annotations

import difflib
from itertools import islice
from typing import NamedTuple

# How many unchanged lines `changes` shows before and after a difference.
CONTEXT = 2


class DiffLine(NamedTuple):
    """A line with its sign: "+" for an added one, "-" for one that is gone, " " for the rest."""

    sign: str
    text: str


def diff(old: str, new: str) -> list[DiffLine]:
    """All lines of two texts, told apart by sign."""
    before, after = old.splitlines(), new.splitlines()
    lines: list[DiffLine] = []
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            lines += [DiffLine(" ", text) for text in before[i1:i2]]
            continue
        lines += [DiffLine("-", text) for text in before[i1:i2]]
        lines += [DiffLine("+", text) for text in after[j1:j2]]
    return lines


def changes(old: str, new: str) -> list[DiffLine]:
    """The lines that differ, and CONTEXT lines around them; a line with the sign "@" marks a gap."""
    # The first two lines name the files.
    lines = islice(difflib.unified_diff(old.splitlines(), new.splitlines(), lineterm="", n=CONTEXT), 2, None)
    found = [DiffLine(line[0], line[1:]) for line in lines]
    # No gap is marked before the first difference.
    return found[1:]
