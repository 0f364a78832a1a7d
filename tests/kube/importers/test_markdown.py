"""The report of an import as Markdown."""

from __future__ import annotations

import pytest

from podbuilder.kube.conversion_report.report import Outcome, ReportLine
from podbuilder.kube.importers.markdown import WORDS, markdown

LINES = (
    ReportLine("-p", Outcome.COMPANION, "Service web", "In front of 80."),
    ReportLine("a|b `c` <d>", Outcome.LEFT, says="One | two\nthree_"),
    ReportLine("--memory", Outcome.CARRIED, "spec.containers[0].resources.limits[memory]"),
)
REPORT = """\
# web: imported

| what | becomes | where | remarks |
| --- | --- | --- | --- |
| `-p` | in another object | `Service web` | In front of 80. |
| ``a\\|b `c` <d>`` | left behind |  | One \\| two three\\_ |
| `--memory` | carried over | `spec.containers[0].resources.limits[memory]` |  |
"""
QUESTIONS = """
## Questions

| question | answer |
| --- | --- |
| Size | 1Gi |
"""


def test_a_table_of_lines() -> None:
    assert markdown("web: imported", LINES) == REPORT
    assert markdown("web: imported", LINES, [("Size", "1Gi")]) == REPORT + QUESTIONS


@pytest.mark.parametrize(("text", "cell"), [("`a", "`` `a ``"), ("a``", "``` a`` ```"), ("", "``")])
def test_code_with_the_marks_of_code(text: str, cell: str) -> None:
    assert f"| {cell} | carried over |" in markdown("x", [ReportLine(text, Outcome.CARRIED)])


def test_every_outcome_has_words() -> None:
    assert set(WORDS) == set(Outcome)
