"""Annotations and fields that follow each other, and label keys that selectors take in."""

from __future__ import annotations

from tests.kube.defaulting.stored import assert_stored
from tests.support.cases import Case, cases


@cases(__file__, "strategy.yaml")
def test_prepare(case: Case) -> None:
    assert_stored(case)
