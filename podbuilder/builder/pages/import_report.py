"""The report of an import as a page shows it: what was brought with its marks, and what became of each word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from podbuilder.kube.conversion_report.report import Outcome, ReportLine
from podbuilder.kube.core.limits import SHOWN_LINES
from podbuilder.kube.importers.hidden_values import hidden
from podbuilder.kube.importers.markdown import WORDS
from podbuilder.kube.importers.marked_source import NOBODY, SourceLine, marked_source

# In the order of a summary: what somebody has to look at comes first.
ORDER = (
    Outcome.QUESTION,
    Outcome.REFUSED,
    Outcome.LEFT,
    Outcome.DIFFERENT,
    Outcome.COMPANION,
    Outcome.CARRIED,
    Outcome.NOTHING,
)
SIGNS: dict[Outcome, str] = {
    Outcome.CARRIED: "✓",
    Outcome.DIFFERENT: "≈",
    Outcome.COMPANION: "+",
    Outcome.QUESTION: "?",
    Outcome.NOTHING: "·",
    Outcome.LEFT: "✗",
    Outcome.REFUSED: "!",
}


class MarkedPiece(NamedTuple):
    """Some characters of what was brought, and what became of them: outcome, sign and words; "" for nothing."""

    text: str
    outcome: str = ""
    sign: str = ""
    words: str = ""


class ReportRow(NamedTuple):
    """A line of the report as a page shows it."""

    line: ReportLine
    sign: str
    words: str
    # The id of the control that answers it; "" for none.
    control: str = ""


def report_row(line: ReportLine, control: str = "") -> ReportRow:
    return ReportRow(line, SIGNS[line.outcome], WORDS[line.outcome], control)


def rows_of(report: Iterable[ReportLine]) -> list[ReportRow]:
    """The lines of a report that nothing is asked about any more."""
    return [report_row(line) for line in report]


def summary(report: Iterable[ReportLine]) -> list[tuple[Outcome, str, str, int]]:
    """Each outcome that there is, with its sign, its words and how many lines have it."""
    counts = dict.fromkeys(ORDER, 0)
    for line in report:
        counts[line.outcome] += 1
    return [(one, SIGNS[one], _words(one, count), count) for one, count in counts.items() if count]


def _words(outcome: Outcome, count: int) -> str:
    return f"{WORDS[outcome]}s" if outcome is Outcome.QUESTION and count > 1 else WORDS[outcome]


def source_of(form: str, text: str, report: tuple[ReportLine, ...]) -> list[list[MarkedPiece]]:
    """What was brought in a form, with its marks."""
    return _marked(marked_source(form, text, report), report)


def _marked(lines: Iterable[SourceLine], report: tuple[ReportLine, ...]) -> list[list[MarkedPiece]]:
    return [list(_pieces(line, report)) for line in list(lines)[:SHOWN_LINES]]


def _pieces(line: SourceLine, report: tuple[ReportLine, ...]) -> Iterator[MarkedPiece]:
    for text, number in line:
        shown = hidden(text)
        if number == NOBODY:
            yield MarkedPiece(shown)
        else:
            outcome = report[number].outcome
            yield MarkedPiece(shown, outcome, SIGNS[outcome], WORDS[outcome])
