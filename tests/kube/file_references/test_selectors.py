"""Budgets and policies, and the pods that they are meant for."""

from __future__ import annotations

from tests.support.cases import Case, cases
from tests.support.file_references import assert_findings


@cases(__file__, "selectors.yaml")
def test_what_is_found(case: Case) -> None:
    assert_findings(case)
