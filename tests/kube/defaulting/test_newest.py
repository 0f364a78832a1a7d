"""Fields of the newest version, whose gates are off."""

from __future__ import annotations

from tests.kube.defaulting.stored import assert_dropped
from tests.support.cases import Case, cases


@cases(__file__, "newest.yaml")
def test_newest(case: Case) -> None:
    assert_dropped(case)
