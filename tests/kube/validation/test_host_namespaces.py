"""Pods with users of their own."""

from __future__ import annotations

from tests.kube.validation.judge import assert_judged
from tests.support.cases import Case, cases


@cases(__file__, "host_namespaces.yaml")
def test_host_namespaces(case: Case) -> None:
    assert_judged(case)
