"""Users, groups, privileges and sysctls."""

from __future__ import annotations

from tests.kube.validation.judge import assert_judged
from tests.support.cases import Case, cases


@cases(__file__, "security_context.yaml")
def test_security_context(case: Case) -> None:
    assert_judged(case)
