"""How fast autoscalers add and remove pods."""

from __future__ import annotations

from tests.kube.companions.judge import assert_judged
from tests.support.cases import Case, cases


@cases(__file__, "autoscaler_behavior.yaml")
def test_rules(case: Case) -> None:
    assert_judged(case, "HorizontalPodAutoscaler")
