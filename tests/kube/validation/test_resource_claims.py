"""Resource claims of pods and containers."""

from __future__ import annotations

from tests.kube.validation.judge import assert_judged
from tests.support.cases import Case, cases


@cases(__file__, "resource_claims.yaml")
def test_resource_claims(case: Case) -> None:
    assert_judged(case)
