"""What probes and lifecycle hooks do."""

from __future__ import annotations

from tests.kube.validation.judge import assert_judged
from tests.support.cases import Case, cases


@cases(__file__, "handlers.yaml")
def test_handlers(case: Case) -> None:
    assert_judged(case)
