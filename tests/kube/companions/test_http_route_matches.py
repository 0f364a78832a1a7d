"""Which requests HTTPRoutes are about, and how long they may take."""

from __future__ import annotations

import pytest

from podbuilder.kube.companions.http_route_matches import milliseconds
from tests.kube.companions.judge import assert_judged
from tests.support.cases import Case, cases


@cases(__file__, "http_route_matches.yaml")
def test_matches(case: Case) -> None:
    assert_judged(case, "HTTPRoute")


@pytest.mark.parametrize(("duration", "length"), [("1h1m1s1ms", 3_661_001), ("1500ms", 1500), ("0s", 0), ("soon", 0)])
def test_durations(duration: str, length: int) -> None:
    assert milliseconds(duration) == length
