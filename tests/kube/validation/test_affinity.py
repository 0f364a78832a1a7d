"""Affinity to nodes, and to and from other pods."""

from __future__ import annotations

from tests.kube.validation.judge import assert_judged
from tests.support.cases import Case, cases


@cases(__file__, "affinity.yaml")
def test_affinity(case: Case) -> None:
    assert_judged(case)
