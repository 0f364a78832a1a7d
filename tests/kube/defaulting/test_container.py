"""The defaults inside a container."""

from __future__ import annotations

from tests.kube.defaulting.stored import assert_stored
from tests.support.cases import Case, cases


@cases(__file__, "container.yaml")
def test_container(case: Case) -> None:
    assert_stored(case)
