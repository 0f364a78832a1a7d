"""PodDisruptionBudgets."""

from __future__ import annotations

from tests.kube.companions.judge import assert_judged
from tests.support.cases import Case, cases


@cases(__file__, "pod_disruption_budget.yaml")
def test_budgets(case: Case) -> None:
    assert_judged(case, "PodDisruptionBudget")
