"""Containers of the three kinds."""

from __future__ import annotations

from tests.kube.validation.judge import assert_judged
from tests.support.cases import Case, cases


@cases(__file__, "containers.yaml")
def test_containers(case: Case) -> None:
    assert_judged(case)
