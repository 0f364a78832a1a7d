"""Environment variables and where their values come from."""

from __future__ import annotations

from tests.kube.validation.judge import assert_judged
from tests.support.cases import Case, cases


@cases(__file__, "env.yaml")
def test_env(case: Case) -> None:
    assert_judged(case)
