"""What autoscalers measure."""

from __future__ import annotations

from tests.kube.companions.judge import assert_judged
from tests.support.cases import Case, cases


@cases(__file__, "autoscaler_metrics.yaml")
def test_metrics(case: Case) -> None:
    assert_judged(case, "HorizontalPodAutoscaler")
