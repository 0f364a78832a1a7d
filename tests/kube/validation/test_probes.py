"""Liveness, readiness and startup probes."""

from __future__ import annotations

from tests.kube.validation.judge import assert_judged
from tests.support.cases import Case, cases


@cases(__file__, "probes.yaml")
def test_probes(case: Case) -> None:
    assert_judged(case)
