"""What pods name, and what of it the file has."""

from __future__ import annotations

from tests.support.cases import Case, cases
from tests.support.file_references import assert_findings


@cases(__file__, "pod_needs.yaml")
def test_what_is_found(case: Case) -> None:
    assert_findings(case)
