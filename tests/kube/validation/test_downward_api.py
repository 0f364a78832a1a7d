"""Fields and resources of the pod in variables and files."""

from __future__ import annotations

from tests.kube.validation.judge import assert_judged
from tests.support.cases import Case, cases


@cases(__file__, "downward_api.yaml")
def test_downward_api(case: Case) -> None:
    assert_judged(case)
