"""Volumes made of the cluster's and the node's own objects."""

from __future__ import annotations

from tests.kube.validation.judge import assert_judged
from tests.support.cases import Case, cases


@cases(__file__, "volume_sources.yaml")
def test_volume_sources(case: Case) -> None:
    assert_judged(case)
