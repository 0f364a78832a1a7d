"""Ports of containers, and ports of the node."""

from __future__ import annotations

from tests.kube.validation.judge import assert_judged
from tests.support.cases import Case, cases


@cases(__file__, "ports.yaml")
def test_ports(case: Case) -> None:
    assert_judged(case)
