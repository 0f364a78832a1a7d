"""What became of each field in an export, as a page lists it: what somebody has to look at, and the rest."""

from __future__ import annotations

from dataclasses import dataclass

from podbuilder.builder.pages.import_report import ORDER, ReportRow, report_row, summary
from podbuilder.kube.conversion_report.report import Outcome, ReportLine
from podbuilder.kube.core.limits import SHOWN_ROWS

# Lines of a report that are shown.
SHOWN_REPORT = 5 * SHOWN_ROWS
QUIET = (Outcome.CARRIED, Outcome.NOTHING)


@dataclass(frozen=True)
class ExportReport:
    """The report of an export, of which a long one is shown in part."""

    report: tuple[ReportLine, ...]

    @property
    def summary(self) -> list[tuple[Outcome, str, str, int]]:
        """Each outcome that there is, and how many fields have it."""
        return summary(self.report)

    @property
    def rows(self) -> list[ReportRow]:
        """What became of the fields that somebody has to look at, the gravest first."""
        found = [report_row(line) for line in self._shown if line.outcome not in QUIET]
        return sorted(found, key=lambda row: ORDER.index(row.line.outcome))

    @property
    def quiet_rows(self) -> list[ReportRow]:
        """What is simply carried over, or needs nothing."""
        return [report_row(line) for line in self._shown if line.outcome in QUIET]

    @property
    def more_rows(self) -> int:
        """How many fields are not shown."""
        return len(self.report) - len(self._shown)

    @property
    def _shown(self) -> tuple[ReportLine, ...]:
        return self.report[:SHOWN_REPORT]
