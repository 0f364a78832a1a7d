"""What admission plugins add to a pod."""

from __future__ import annotations

from tests.kube.defaulting.stored import assert_stored
from tests.support.cases import Case, cases


@cases(__file__, "admission.yaml")
def test_admission(case: Case) -> None:
    assert_stored(case)
