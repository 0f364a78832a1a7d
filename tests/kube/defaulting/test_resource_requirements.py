"""The defaults of requests and limits, and how quantities are written."""

from __future__ import annotations

from tests.kube.defaulting.stored import assert_stored
from tests.support.cases import Case, cases


@cases(__file__, "resource_requirements.yaml")
def test_resources(case: Case) -> None:
    assert_stored(case)
