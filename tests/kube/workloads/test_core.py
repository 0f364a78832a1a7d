"""ReplicationController and PodTemplate."""

from __future__ import annotations

from tests.kube.workloads.judge import assert_judged
from tests.support.cases import Case, cases


@cases(__file__, "core.yaml")
def test_core(case: Case) -> None:
    assert_judged(case, "ReplicationController")
