"""Metadata."""

from __future__ import annotations

from tests.kube.validation.judge import assert_judged
from tests.support.cases import Case, cases


@cases(__file__, "object_meta.yaml")
def test_object_meta(case: Case) -> None:
    assert_judged(case)
