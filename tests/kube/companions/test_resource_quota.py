"""ResourceQuotas."""

from __future__ import annotations

from tests.kube.companions.judge import assert_judged
from tests.support.cases import Case, cases


@cases(__file__, "resource_quota.yaml")
def test_quotas(case: Case) -> None:
    assert_judged(case, "ResourceQuota")
