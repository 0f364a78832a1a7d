"""HorizontalPodAutoscalers."""

from __future__ import annotations

from tests.kube.companions.judge import assert_judged
from tests.support.cases import Case, cases


@cases(__file__, "horizontal_pod_autoscaler.yaml")
def test_autoscalers(case: Case) -> None:
    assert_judged(case, "HorizontalPodAutoscaler")
