"""PersistentVolumeClaims: their sources, their sizes, and what is warned of."""

from __future__ import annotations

from tests.kube.companions.judge import assert_judged
from tests.support.cases import Case, cases


@cases(__file__, "persistent_volume_claim.yaml")
def test_persistent_volume_claims(case: Case) -> None:
    assert_judged(case, "PersistentVolumeClaim")
