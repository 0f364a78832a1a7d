"""Names in the pod and of the pod."""

from __future__ import annotations

from tests.kube.validation.judge import assert_judged
from tests.support.cases import Case, cases


@cases(__file__, "dns.yaml")
def test_dns(case: Case) -> None:
    assert_judged(case)
