"""The changes since a draft's text came in, as a page shows them: side by side, with what did not change folded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.functional import cached_property

from podbuilder.kube.manifest import Manifest
from podbuilder.kube.manifest.hunks import Hunk, Hunks
from podbuilder.kube.manifest.word_marks import Line, Stretch, mark

# Changes on one page, lines of one side of a change, and unchanged lines between two: the rest is counted.
MOST_CHANGES = 50
MOST_LINES = 200
MOST_UNCHANGED = 100
# Characters of one line: a file in one line has up to a million.
LONGEST_LINE = 2_000
# What is in a text and cannot be seen.
_SIGNS = str.maketrans({"\r": "␍", "\ufeff": "[BOM]", "\n": None})


def lines_in_words(start: int, end: int) -> str:
    """Some lines of a text, counted from 0, by the numbers that people see."""
    if end - start > 1:
        return f"lines {start + 1:,} to {end:,}"
    return f"line {start + 1:,}"


class Side(NamedTuple):
    """The lines of one side of a change, with their numbers; how many more there are; whether the text ends in the last
    one without a line end."""

    lines: list[tuple[int, Line]]
    left: int
    lacks_end: bool


class Unchanged(NamedTuple):
    """Lines between two changes, the first of them, and how many more there are."""

    first: int
    lines: list[str]
    left: int

    @property
    def size(self) -> int:
        return len(self.lines) + self.left


class ShownChange(NamedTuple):
    """One change: its number among all of them, where it is, and both sides."""

    number: int
    title: str
    field: str
    before: Side
    after: Side
    unchanged: Unchanged


@dataclass(frozen=True)
class ChangesPage:
    """Some of the changes of a draft, from the one with the number `first` on."""

    manifest: Manifest
    hunks: Hunks
    first: int = 0

    @property
    def count(self) -> int:
        return len(self.hunks.changes)

    @property
    def added(self) -> int:
        return sum(len(hunk.added) for hunk in self.hunks.changes)

    @property
    def removed(self) -> int:
        return sum(len(hunk.removed) for hunk in self.hunks.changes)

    @property
    def earlier(self) -> int | None:
        """The first change of the page before this one."""
        return max(0, self.first - MOST_CHANGES) if self.first else None

    @property
    def later(self) -> int | None:
        """The first change of the page behind this one."""
        after = self.first + MOST_CHANGES
        return after if after < self.count else None

    @cached_property
    def shown(self) -> list[ShownChange]:
        return list(self._shown())

    @property
    def rest(self) -> Unchanged:
        """The lines behind the last change on this page, up to the next one."""
        after = self.first + MOST_CHANGES
        last = self.hunks.changes[min(after, self.count) - 1]
        end = self.hunks.changes[after].new if after < self.count else len(self.hunks.after)
        return self._unchanged(last.new_end, end)

    def _shown(self) -> Iterator[ShownChange]:
        changes, paths = self.hunks.changes, self.manifest.fields_by_line()
        for number in range(self.first, min(self.first + MOST_CHANGES, self.count)):
            hunk = changes[number]
            removed, added = mark(hunk.removed[:MOST_LINES], hunk.added[:MOST_LINES])
            path = next(filter(None, paths[hunk.new : hunk.new_end]), None)
            yield ShownChange(
                number,
                _title(hunk),
                str(path or ""),
                _side(hunk.old, hunk.removed, removed),
                _side(hunk.new, hunk.added, added),
                self._unchanged(changes[number - 1].new_end if number else 0, hunk.new),
            )

    def _unchanged(self, start: int, end: int) -> Unchanged:
        some = self.hunks.after[start:end][:MOST_UNCHANGED]
        lines = [line[:LONGEST_LINE].translate(_SIGNS).removesuffix("␍") for line in some]
        return Unchanged(start + 1, lines, end - start - len(lines))


def changes_page(manifest: Manifest, hunks: Hunks, first: int) -> ChangesPage:
    """The page that begins with a change of a manifest, or the first page if there are fewer changes."""
    return ChangesPage(manifest, hunks, first if first < len(hunks.changes) else 0)


def _title(hunk: Hunk) -> str:
    """What happened to which lines, by their numbers today, or before if they are gone."""
    if hunk.added:
        where = lines_in_words(hunk.new, hunk.new_end)
        return f"{where} {'changed' if hunk.removed else 'added'}".capitalize()
    return f"{lines_in_words(hunk.old, hunk.old_end)} removed".capitalize()


def _side(start: int, lines: tuple[str, ...], marked: list[Line]) -> Side:
    """One side's lines; carriage returns are shown only where they differ."""
    shown = []
    for number, line in enumerate(marked, start + 1):
        seen = (Stretch(text if is_marked else text.replace("\r", ""), is_marked) for text, is_marked in line)
        shown.append((number, list(_cut(Stretch(text.translate(_SIGNS), is_marked) for text, is_marked in seen))))
    return Side(shown, len(lines) - len(shown), bool(lines) and not lines[-1].endswith("\n"))


def _cut(line: Iterable[Stretch]) -> Iterator[Stretch]:
    """A line as far as anybody reads it."""
    left = LONGEST_LINE
    for text, is_marked in line:
        yield Stretch(text[:left], is_marked)
        left -= len(text)
        if left < 0:
            yield Stretch("…")
            return
