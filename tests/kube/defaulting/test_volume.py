"""The defaults of volumes."""

from __future__ import annotations

from tests.kube.defaulting.stored import assert_stored
from tests.support.cases import Case, cases


@cases(__file__, "volume.yaml")
def test_volume(case: Case) -> None:
    assert_stored(case)
