"""Comparing two revisions: the lines that differ, and the changes in words."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from podbuilder.kube.core.field import ROOT
from podbuilder.kube.manifest import Manifest, ManifestError, change_log
from podbuilder.kube.manifest.text_diff import DiffLine, diff

# Unchanged lines that are shown around a change, and lines that are shown in all.
AROUND = 3
SHOWN_LINES = 3000
SHOWN_WORDS = 200
# The most pairs of lines that are compared; longer stretches count as replaced.
MOST_PAIRS = 4_000_000
SKIPPED = DiffLine("@", "")


@dataclass(frozen=True)
class Comparison:
    """What changed from one text to another."""

    lines: list[DiffLine]
    # Under which container or volume ("" for the rest), and what changed there.
    words: list[tuple[str, list[str]]]

    @property
    def is_same(self) -> bool:
        return not self.lines

    @property
    def is_only_layout(self) -> bool:
        """Whether only comments, order or quoting differ: nothing that a server would see."""
        return bool(self.lines) and not self.words


def compare(old: str, new: str, version: str) -> Comparison:
    """Compare two texts of manifests."""
    return Comparison(shortened(lines_of(old, new)), words_of(old, new, version))


def lines_of(old: str, new: str) -> list[DiffLine]:
    """All lines of two texts, each with its sign. The time does not grow with the square of their length."""
    before, after = old.splitlines(), new.splitlines()
    shorter = min(len(before), len(after))
    head = next((n for n in range(shorter) if before[n] != after[n]), shorter)
    tail = next((n for n in range(shorter - head) if before[-1 - n] != after[-1 - n]), shorter - head)
    gone, came = before[head : len(before) - tail], after[head : len(after) - tail]
    if len(gone) * len(came) <= MOST_PAIRS:
        middle = diff("\n".join(gone), "\n".join(came))
    else:
        middle = [*(DiffLine("-", text) for text in gone), *(DiffLine("+", text) for text in came)]
    start, end = before[:head], before[len(before) - tail :]
    return [*(DiffLine(" ", text) for text in start), *middle, *(DiffLine(" ", text) for text in end)]


def words_of(old: str, new: str, version: str) -> list[tuple[str, list[str]]]:
    """The changes in words, by container or volume; nothing where a text cannot be read."""
    found = _changes(old, new, version)[:SHOWN_WORDS]
    return [(where, [change.text for change in group]) for where, group in groupby(found, key=lambda c: c.where)]


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


def shortened(lines: list[DiffLine]) -> list[DiffLine]:
    """The lines that differ with a few around them; a SKIPPED one stands for those left out. Nothing if none differ."""
    near = [False] * len(lines)
    for number, line in enumerate(lines):
        if line.sign != " ":
            for place in range(max(0, number - AROUND), min(len(lines), number + AROUND + 1)):
                near[place] = True
    if not any(near):
        return []
    shown: list[DiffLine] = []
    for line, is_near in zip(lines, near, strict=True):
        if is_near:
            shown.append(line)
        elif not shown or shown[-1] is not SKIPPED:
            shown.append(SKIPPED)
    return shown if len(shown) <= SHOWN_LINES else [*shown[:SHOWN_LINES], SKIPPED]


def parameters_in_words(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> list[str]:
    """Which declared parameters were added, changed or removed."""
    before = {parameter.get("name"): parameter for parameter in old}
    after = {parameter.get("name"): parameter for parameter in new}
    said = [f"parameter {name} added" for name in after if name not in before]
    said += [f"parameter {name} changed" for name in after if name in before and after[name] != before[name]]
    return said + [f"parameter {name} removed" for name in before if name not in after]
