"""Requests and limits of the whole pod."""

from __future__ import annotations

from tests.kube.validation.judge import assert_judged
from tests.support.cases import Case, cases


@cases(__file__, "pod_resources.yaml")
def test_pod_resources(case: Case) -> None:
    assert_judged(case)
