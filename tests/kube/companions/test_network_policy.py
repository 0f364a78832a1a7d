"""NetworkPolicies."""

from __future__ import annotations

from tests.kube.companions.judge import assert_judged
from tests.support.cases import Case, cases


@cases(__file__, "network_policy.yaml")
def test_network_policies(case: Case) -> None:
    assert_judged(case, "NetworkPolicy")
