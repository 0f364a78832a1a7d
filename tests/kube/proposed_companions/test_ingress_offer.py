"""The ways from outside of the cluster to a Service."""

from __future__ import annotations

from tests.support.cases import Case, cases
from tests.support.proposed_companions import assert_added, assert_offered


@cases(__file__, "ingress.yaml")
def test_what_is_offered(case: Case) -> None:
    assert_offered(case, "Ingress", "HTTPRoute")


@cases(__file__, "ingress.yaml")
def test_what_is_added(case: Case) -> None:
    assert_added(case)
