"""Services: what is filled in, and what each type of them may have."""

from __future__ import annotations

from tests.kube.companions.judge import assert_judged
from tests.support.cases import Case, cases


@cases(__file__, "service.yaml")
def test_services(case: Case) -> None:
    assert_judged(case, "Service")
