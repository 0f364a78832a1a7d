"""Deployment, ReplicaSet, StatefulSet and DaemonSet."""

from __future__ import annotations

from tests.kube.workloads.judge import assert_judged
from tests.support.cases import Case, cases


@cases(__file__, "apps.yaml")
def test_apps(case: Case) -> None:
    assert_judged(case, "Deployment")
