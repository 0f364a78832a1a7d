"""HTTPRoutes."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.companions.http_route import MOST_MATCHES
from tests.kube.companions.judge import assert_judged, companion, judge
from tests.support.cases import Case, cases
from tests.support.complaints import assert_errors


@cases(__file__, "http_route.yaml")
def test_routes(case: Case) -> None:
    assert_judged(case, "HTTPRoute")


@pytest.mark.parametrize("more", [0, 1])
def test_matches_of_all_rules_are_counted(more: int) -> None:
    half: list[dict[str, Any]] = [{"method": "GET"}] * (MOST_MATCHES // 2)
    rules = [{"matches": half}, {"matches": half}, {"matches": half[:more]}]
    found = judge(companion("HTTPRoute", {"spec.rules": rules})).errors
    assert_errors(found, [{"type": "FieldValueInvalid", "field": "spec.rules", "detail": "two routes"}] if more else ())


def test_rules_that_were_not_looked_at_are_told_of_at_no_field() -> None:
    *_, last = judge(companion("HTTPRoute", {"spec.hostnames": ["a"] * 17})).errors
    assert (str(last.path), str(last.told_at)) == ("", "<nil>")
