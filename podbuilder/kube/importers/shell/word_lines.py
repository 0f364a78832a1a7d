"""Lines of a report that are about words of a paste: in their order, and each word in one line only."""

from __future__ import annotations

from collections.abc import Sequence

from podbuilder.kube.conversion_report.report import ReportLine


def each_word_once(lines: Sequence[ReportLine]) -> tuple[ReportLine, ...]:
    """The lines in the order of their words, of which each stands in one line only."""
    keyed: list[tuple[int, ReportLine]] = []
    place = 0
    for line in lines:
        place = line.words[0] if line.words else place
        keyed.append((place, line))
    taken: set[int] = set()
    ordered = []
    for _, line in sorted(keyed, key=lambda pair: pair[0]):
        own = tuple(word for word in line.words if word not in taken)
        taken.update(own)
        ordered.append(ReportLine(line.at, line.outcome, line.to, line.says, own))
    return tuple(ordered)
