"""LimitRanges."""

from __future__ import annotations

from tests.kube.companions.judge import assert_judged
from tests.support.cases import Case, cases


@cases(__file__, "limit_range.yaml")
def test_limit_ranges(case: Case) -> None:
    assert_judged(case, "LimitRange")
