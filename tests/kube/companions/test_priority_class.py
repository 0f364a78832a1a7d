"""PriorityClasses: their values, and the names that Kubernetes keeps for itself."""

from __future__ import annotations

from tests.kube.companions.judge import assert_judged
from tests.support.cases import Case, cases


@cases(__file__, "priority_class.yaml")
def test_priority_classes(case: Case) -> None:
    assert_judged(case, "PriorityClass")
