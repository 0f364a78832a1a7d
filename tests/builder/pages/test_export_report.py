"""The report of an export in two lists."""

from __future__ import annotations

from podbuilder.builder.pages.export_report import QUIET, SHOWN_REPORT, ExportReport
from podbuilder.kube.conversion_report.report import Outcome, ReportLine


def report(*outcomes: Outcome) -> ExportReport:
    return ExportReport(tuple(ReportLine(f"spec.{i}", outcome, says="Why.") for i, outcome in enumerate(outcomes)))


def test_nothing_is_reported() -> None:
    empty = report()
    assert (empty.rows, empty.quiet_rows, empty.summary, empty.more_rows) == ([], [], [], 0)


def test_what_somebody_has_to_look_at_stands_by_itself_the_gravest_first() -> None:
    found = report(Outcome.CARRIED, Outcome.DIFFERENT, Outcome.NOTHING, Outcome.LEFT)
    assert [row.line.outcome for row in found.rows] == [Outcome.LEFT, Outcome.DIFFERENT]
    assert [row.line.outcome for row in found.quiet_rows] == list(QUIET)
    assert sum(count for *_, count in found.summary) == 4


def test_a_long_one_is_shown_in_part() -> None:
    found = report(*[Outcome.LEFT] * SHOWN_REPORT, *[Outcome.CARRIED] * 3)
    assert (len(found.rows), len(found.quiet_rows), found.more_rows) == (SHOWN_REPORT, 0, 3)
