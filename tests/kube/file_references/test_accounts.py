"""RoleBindings, their Roles and their accounts."""

from __future__ import annotations

from tests.support.cases import Case, cases
from tests.support.file_references import assert_findings


@cases(__file__, "accounts.yaml")
def test_what_is_found(case: Case) -> None:
    assert_findings(case)
