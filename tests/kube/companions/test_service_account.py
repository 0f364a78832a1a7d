"""ServiceAccounts, of which little can be wrong."""

from __future__ import annotations

from tests.kube.companions.judge import assert_judged
from tests.support.cases import Case, cases


@cases(__file__, "service_account.yaml")
def test_service_accounts(case: Case) -> None:
    assert_judged(case, "ServiceAccount")
