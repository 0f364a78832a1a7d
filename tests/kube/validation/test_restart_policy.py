"""Restart policies of the pod and of containers, and resizing."""

from __future__ import annotations

from tests.kube.validation.judge import assert_judged
from tests.support.cases import Case, cases


@cases(__file__, "restart_policy.yaml")
def test_restart_policy(case: Case) -> None:
    assert_judged(case)
