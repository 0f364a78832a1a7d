"""Topology spread constraints."""

from __future__ import annotations

from tests.kube.validation.judge import assert_judged
from tests.support.cases import Case, cases


@cases(__file__, "topology_spread.yaml")
def test_topology_spread(case: Case) -> None:
    assert_judged(case)
