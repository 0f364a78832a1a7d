"""Mounts and block devices."""

from __future__ import annotations

from tests.kube.validation.judge import assert_judged
from tests.support.cases import Case, cases


@cases(__file__, "volume_mounts.yaml")
def test_volume_mounts(case: Case) -> None:
    assert_judged(case)
