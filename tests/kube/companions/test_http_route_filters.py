"""What HTTPRoutes change about requests."""

from __future__ import annotations

from tests.kube.companions.judge import assert_judged
from tests.support.cases import Case, cases


@cases(__file__, "http_route_filters.yaml")
def test_filters(case: Case) -> None:
    assert_judged(case, "HTTPRoute")
