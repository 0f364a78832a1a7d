"""Comparing two revisions: the lines that differ, and the changes in words."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.functional import cached_property

from podbuilder.kube.core.field import ROOT
from podbuilder.kube.manifest import Manifest, ManifestError, change_log
from podbuilder.kube.manifest.text_diff import MOST_ROWS, DiffLine, TextDiff

# Unchanged lines that are shown around a change, and changes that are told in words; the rest is counted.
AROUND = 3
SHOWN_WORDS = 200


@dataclass(frozen=True)
class Comparison:
    """What changed from one text to another."""

    diff: TextDiff
    # Under which container or volume ("" for the rest), and what changed there.
    words: list[tuple[str, list[str]]]
    # The row that is shown first.
    first: int = 0

    @property
    def is_same(self) -> bool:
        return not self.diff

    @property
    def is_only_layout(self) -> bool:
        """Whether only comments, order or quoting differ: nothing that a server would see."""
        return bool(self.diff) and not self.words

    @cached_property
    def lines(self) -> list[DiffLine]:
        """The lines that differ, with those around them, from the first shown row on."""
        return self.diff.rows(self.first)

    @property
    def last(self) -> int:
        """The row after the last one that is shown."""
        return min(self.diff.count, self.first + MOST_ROWS)

    @property
    def earlier(self) -> int | None:
        """The first row of the part before this one."""
        return max(0, self.first - MOST_ROWS) if self.first else None

    @property
    def later(self) -> int | None:
        """The first row of the part after this one."""
        return self.last if self.last < self.diff.count else None


def compare(old: str, new: str, version: str, first: int = 0) -> Comparison:
    """Compare two texts of manifests, to be shown from row `first` on."""
    diff = TextDiff.of(old, new, AROUND)
    return Comparison(diff, words_of(old, new, version), first if first < diff.count else 0)


def words_of(old: str, new: str, version: str) -> list[tuple[str, list[str]]]:
    """The changes in words, by container or volume; nothing where a text cannot be read."""
    found = _changes(old, new, version)
    shown = groupby(found[:SHOWN_WORDS], key=lambda change: change.where)
    words = [(where, [change.text for change in group]) for where, group in shown]
    more = len(found) - SHOWN_WORDS
    return [*words, ("", [f"{more:,} more {'change' if more == 1 else 'changes'}"])] if more > 0 else words


def sentence(old: str, new: str, version: str) -> str:
    """The same in one sentence."""
    return change_log.summarize(_changes(old, new, version))


def _changes(old: str, new: str, version: str) -> list[change_log.FieldChange]:
    """What changed in each of the text's pods; nothing where a text cannot be read."""
    try:
        before, after = Manifest.read_all(old), Manifest.read_all(new)
    except ManifestError:
        return []
    found = [change for pair in zip(before, after, strict=False) for change in change_log.changes(*pair, version)]
    # Pods have no lasting names, so they are paired in order; those left over were added or removed.
    word, rest = ("added", after[len(before) :]) if len(after) > len(before) else ("removed", before[len(after) :])
    return found + [change_log.FieldChange("", f"{pod.kind} {pod.name} {word}", ROOT) for pod in rest]


def parameters_in_words(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> list[str]:
    """Which declared parameters were added, changed or removed."""
    before = {parameter.get("name"): parameter for parameter in old}
    after = {parameter.get("name"): parameter for parameter in new}
    said = [f"parameter {name} added" for name in after if name not in before]
    said += [f"parameter {name} changed" for name in after if name in before and after[name] != before[name]]
    return said + [f"parameter {name} removed" for name in before if name not in after]
