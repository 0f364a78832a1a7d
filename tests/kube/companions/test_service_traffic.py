"""Load balancers and policies of Services."""

from __future__ import annotations

from tests.kube.companions.judge import assert_judged
from tests.support.cases import Case, cases


@cases(__file__, "service_traffic.yaml")
def test_service_traffic(case: Case) -> None:
    assert_judged(case, "Service")
