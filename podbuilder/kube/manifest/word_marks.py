"""Which words differ in lines that gave way to others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from podbuilder.kube.core.alignment import Run, align

# Words of both sides together, beyond which whole lines are told apart only; and how long they are sought.
MOST_WORDS = 4_000
MOST_STEPS = 20_000
# Of two sides that have less than this part of their letters in common, marks would say nothing.
LEAST_SHARED = 0.3
_BEHIND_LINE_END = re.compile(r"(?<=\n)")
_WORD = re.compile(r"\w+|[^\S\r\n]+|.", re.DOTALL)


class Stretch(NamedTuple):
    """A part of a line; a marked one is not on the other side."""

    text: str
    is_marked: bool = False


# A line as its stretches, in order.
Line = list[Stretch]


def mark(removed: Sequence[str], added: Sequence[str]) -> tuple[list[Line], list[Line]]:
    """The lines of both sides with what differs marked; nothing is, where they are too long or share too little."""
    if removed and added and sum(map(len, (*removed, *added))) <= 16 * MOST_WORDS:
        old, new = _words(removed), _words(added)
        if len(old) + len(new) <= MOST_WORDS:
            runs = align(old, new, MOST_STEPS).runs
            if _shared(old, new, runs) >= LEAST_SHARED:
                return _split(old, [(run.old, run.size) for run in runs]), _split(
                    new, [(run.new, run.size) for run in runs]
                )
    return _whole(removed), _whole(added)


def _words(lines: Sequence[str]) -> list[str]:
    return _WORD.findall("".join(lines))


def _whole(lines: Sequence[str]) -> list[Line]:
    return [[Stretch(line)] for line in lines]


def _shared(old: list[str], new: list[str], runs: tuple[Run, ...]) -> float:
    """Which part of the longer side's letters both have."""
    size = max(_letters(old), _letters(new))
    return sum(_letters(old[run.old : run.old + run.size]) for run in runs) / size if size else 1.0


def _letters(words: list[str]) -> int:
    return sum(len(word) for word in words if not word.isspace())


def _split(words: list[str], shared: Iterable[tuple[int, int]]) -> list[Line]:
    """The words in lines again, in as few stretches as possible; what is in no shared run is marked."""
    lines: list[Line] = [[]]
    at = 0
    for start, size in (*shared, (len(words), 0)):
        for text, is_marked in (("".join(words[at:start]), True), ("".join(words[start : start + size]), False)):
            for piece in filter(None, _BEHIND_LINE_END.split(text)):
                lines[-1].append(Stretch(piece, is_marked))
                if piece.endswith("\n"):
                    lines.append([])
        at = start + size
    return [line for line in lines if line]
