"""Budgets and autoscalers, and how many pods there are."""

from __future__ import annotations

from tests.support.cases import Case, cases
from tests.support.file_references import assert_findings


@cases(__file__, "pod_counts.yaml")
def test_what_is_found(case: Case) -> None:
    assert_findings(case)
