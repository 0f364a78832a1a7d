"""What Linux and Windows pods may not say."""

from __future__ import annotations

from tests.kube.validation.judge import assert_judged
from tests.support.cases import Case, cases


@cases(__file__, "os.yaml")
def test_os(case: Case) -> None:
    assert_judged(case)
