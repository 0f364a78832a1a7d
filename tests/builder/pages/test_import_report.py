"""The report of an import as a page shows it."""

from __future__ import annotations

from podbuilder.builder.pages.import_report import (
    ORDER,
    SIGNS,
    MarkedPiece,
    report_row,
    rows_of,
    source_of,
    summary,
)
from podbuilder.kube.conversion_report.report import Outcome, ReportLine
from podbuilder.kube.importers.docker_run.run_import import import_docker_run


def test_every_outcome_has_a_sign_and_a_place() -> None:
    assert set(SIGNS) == set(ORDER) == set(Outcome)
    assert len(set(SIGNS.values())) == len(SIGNS)


def test_a_summary_counts_what_there_is() -> None:
    lines = [
        ReportLine("a", Outcome.CARRIED),
        ReportLine("b", Outcome.LEFT, says="No."),
        ReportLine("c", Outcome.CARRIED),
    ]
    assert summary([]) == []
    assert summary(lines) == [(Outcome.LEFT, "✗", "left behind", 1), (Outcome.CARRIED, "✓", "carried over", 2)]
    asking = [ReportLine("a", Outcome.QUESTION, says="How many?")] * 2
    assert summary(asking[:1]) == [(Outcome.QUESTION, "?", "open question", 1)]
    assert summary(asking) == [(Outcome.QUESTION, "?", "open questions", 2)]
    assert rows_of(lines)[1] == report_row(lines[1])
    assert report_row(lines[0], "q-1").control == "q-1"


def test_marks_have_a_sign_and_words_and_hide_credentials() -> None:
    text = "docker run -d -e DB_PASSWORD=hunter2 nginx\n"
    (line,) = source_of("docker-run", text, import_docker_run(text).report)
    assert MarkedPiece("-d", "nothing", "·", "nothing to do") in line
    assert MarkedPiece("-e DB_PASSWORD=••••••", "companion", "+", "in another object") in line
    assert MarkedPiece(" ") in line
