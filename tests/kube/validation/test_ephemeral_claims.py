"""Templates of claims in ephemeral volumes."""

from __future__ import annotations

from tests.kube.validation.judge import assert_judged
from tests.support.cases import Case, cases


@cases(__file__, "ephemeral_claims.yaml")
def test_ephemeral_claims(case: Case) -> None:
    assert_judged(case)
