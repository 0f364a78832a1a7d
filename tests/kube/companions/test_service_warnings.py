"""What is accepted in a Service with a warning."""

from __future__ import annotations

from tests.kube.companions.judge import assert_judged
from tests.support.cases import Case, cases


@cases(__file__, "service_warnings.yaml")
def test_service_warnings(case: Case) -> None:
    assert_judged(case, "Service")
