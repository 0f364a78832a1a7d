"""Requests, limits and claims of containers."""

from __future__ import annotations

from tests.kube.validation.judge import assert_judged
from tests.support.cases import Case, cases


@cases(__file__, "resources.yaml")
def test_resources(case: Case) -> None:
    assert_judged(case)
