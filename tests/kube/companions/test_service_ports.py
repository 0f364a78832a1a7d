"""The ports of a Service."""

from __future__ import annotations

from tests.kube.companions.judge import assert_judged
from tests.support.cases import Case, cases


@cases(__file__, "service_ports.yaml")
def test_service_ports(case: Case) -> None:
    assert_judged(case, "Service")
