"""What is refused in the pods that a workload makes, although the workload is stored."""

from __future__ import annotations

from podbuilder.kube.core.kinds import native
from tests.kube.workloads.judge import assert_judged
from tests.support.cases import Case, cases


@cases(__file__, "pods.yaml")
def test_pods(case: Case) -> None:
    assert_judged(case, "")


def test_every_kind_of_the_table_is_one() -> None:
    assert {"Deployment", "StatefulSet", "Job"} <= set(native())
