"""What a cluster gives a Service, and why it cannot."""

from __future__ import annotations

from tests.kube.companions.judge import assert_judged
from tests.support.cases import Case, cases


@cases(__file__, "service_allocation.yaml")
def test_service_allocation(case: Case) -> None:
    assert_judged(case, "Service")
