"""Services, headless ones among them."""

from __future__ import annotations

from tests.support.cases import Case, cases
from tests.support.proposed_companions import assert_added, assert_offered


@cases(__file__, "service.yaml")
def test_what_is_offered(case: Case) -> None:
    assert_offered(case, "Service")


@cases(__file__, "service.yaml")
def test_what_is_added(case: Case) -> None:
    assert_added(case)
