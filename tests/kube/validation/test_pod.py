"""Whatever the pod itself decides."""

from __future__ import annotations

from tests.kube.validation.judge import assert_judged
from tests.support.cases import Case, cases


@cases(__file__, "pod.yaml")
def test_pod(case: Case) -> None:
    assert_judged(case)
