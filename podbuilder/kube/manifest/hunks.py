"""The changes between two texts one by one: each is taken back by itself, and all of them are written as a patch.

Lines are those of `patch` and git: they end at "\\n" alone and keep it, so that every byte of both texts is accounted
for, carriage returns, a byte order mark and a missing last line end included.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from podbuilder.kube.core.alignment import align

# Unchanged lines around a change in a patch: as many as `diff -u` writes.
AROUND = 3
_NO_LINE_END = "\n\\ No newline at end of file\n"


class Hunk(NamedTuple):
    """Lines that gave way to others: where they stood in the old text and stand in the new one, counted from 0."""

    old: int
    removed: tuple[str, ...]
    new: int
    added: tuple[str, ...]

    @property
    def old_end(self) -> int:
        return self.old + len(self.removed)

    @property
    def new_end(self) -> int:
        return self.new + len(self.added)


@dataclass(frozen=True)
class Hunks:
    """Two texts, and what changed from one to the other."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    changes: tuple[Hunk, ...]
    # Whether they were compared to the end: of texts that differ too much, equal lines may count as changed.
    is_complete: bool

    @classmethod
    def of(cls, old: str, new: str) -> Hunks:
        before, after = _lines(old), _lines(new)
        found = align(before, after)
        changes = []
        i = j = 0
        for x, y, size in (*found.runs, (len(before), len(after), 0)):
            if x > i or y > j:
                changes.append(Hunk(i, before[i:x], j, after[j:y]))
            i, j = x + size, y + size
        return cls(before, after, tuple(changes), found.is_complete)

    def without(self, hunk: Hunk) -> str:
        """The new text with one of the changes taken back."""
        return "".join((*self.after[: hunk.new], *hunk.removed, *self.after[hunk.new_end :]))

    def patch(self, name: str) -> str:
        """All of it as a unified diff of the file `name`, which `patch` and `git apply` take; "" if nothing changed."""
        if not self.changes:
            return ""
        return "".join((f"--- {name}\n", f"+++ {name}\n", *(part for group in self._groups() for part in group)))

    def _groups(self) -> Iterator[Iterator[str]]:
        """The changes, those together that are so close that the lines around them meet."""
        group: list[Hunk] = []
        for hunk in self.changes:
            if group and hunk.old - group[-1].old_end > 2 * AROUND:
                yield self._written(group)
                group = []
            group.append(hunk)
        yield self._written(group)

    def _written(self, group: list[Hunk]) -> Iterator[str]:
        """Some changes with the lines around them, as a unified diff has them."""
        head = min(AROUND, group[0].old)
        start, end = group[0].old - head, min(len(self.before), group[-1].old_end + AROUND)
        new_start, new_end = group[0].new - head, group[-1].new_end + end - group[-1].old_end
        yield f"@@ -{_range(start, end)} +{_range(new_start, new_end)} @@\n"
        for hunk in group:
            yield from _signed(" ", self.before[start : hunk.old])
            yield from _signed("-", hunk.removed)
            yield from _signed("+", hunk.added)
            start = hunk.old_end
        yield from _signed(" ", self.before[start:end])


def _lines(text: str) -> tuple[str, ...]:
    """The lines with their ends; only the last one may have none."""
    pieces = text.split("\n")
    return (*(f"{piece}\n" for piece in pieces[:-1]), *filter(None, pieces[-1:]))


def _range(start: int, end: int) -> str:
    """Lines as a patch counts them; an empty range is named by the line before it."""
    return f"{start + 1 if end > start else start},{end - start}"


def _signed(sign: str, lines: tuple[str, ...]) -> Iterator[str]:
    for line in lines:
        yield sign + (line if line.endswith("\n") else line + _NO_LINE_END)
