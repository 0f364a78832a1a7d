"""What admission refuses beside validation."""

from __future__ import annotations

from tests.kube.validation.judge import assert_judged
from tests.support.cases import Case, cases


@cases(__file__, "admission.yaml")
def test_admission(case: Case) -> None:
    assert_judged(case)
