"""Volumes that attach a disk or a share by themselves."""

from __future__ import annotations

from tests.kube.validation.judge import assert_judged
from tests.support.cases import Case, cases


@cases(__file__, "disk_volumes.yaml")
def test_disk_volumes(case: Case) -> None:
    assert_judged(case)
