"""Fields of former API versions, which servers keep as annotations."""

from __future__ import annotations

from tests.kube.workloads.judge import assert_judged
from tests.support.cases import Case, cases


@cases(__file__, "former_fields.yaml")
def test_former_fields(case: Case) -> None:
    assert_judged(case, "Deployment")
