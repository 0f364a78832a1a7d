"""Fields of gates that are off."""

from __future__ import annotations

from tests.kube.defaulting.stored import assert_dropped
from tests.support.cases import Case, cases


@cases(__file__, "feature_gates.yaml")
def test_disabled(case: Case) -> None:
    assert_dropped(case)
