"""Labels and selectors."""

from __future__ import annotations

from tests.kube.validation.judge import assert_judged
from tests.support.cases import Case, cases


@cases(__file__, "selectors.yaml")
def test_selectors(case: Case) -> None:
    assert_judged(case)
