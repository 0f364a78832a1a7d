"""Namespaces: their finalizers and the labels that Pod Security reads."""

from __future__ import annotations

from tests.kube.companions.judge import assert_judged
from tests.support.cases import Case, cases


@cases(__file__, "namespace.yaml")
def test_namespaces(case: Case) -> None:
    assert_judged(case, "Namespace")
