"""What is wrong around a pod template, kind by kind."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podbuilder.kube.core import versions
from tests.kube.workloads.judge import MINIMAL, assert_judged, judge, workload
from tests.support.cases import Case, cases


@cases(__file__, "verdict.yaml")
def test_judge(case: Case) -> None:
    assert_judged(case, "")


@pytest.mark.parametrize("kind", MINIMAL)
@pytest.mark.parametrize("version", versions.VERSIONS)
def test_the_smallest_is_taken_by_every_version(kind: str, version: str) -> None:
    assert judge(workload(kind), version) == []


ODD = st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=3), st.just([]), st.just({}), st.just([{}]))
PLACES = [
    *("spec", "metadata", "metadata.labels", "spec.selector", "spec.template", "spec.template.metadata"),
    *("spec.replicas", "spec.strategy", "spec.updateStrategy", "spec.volumeClaimTemplates", "spec.schedule"),
    *("spec.completions", "spec.completionMode", "spec.podFailurePolicy", "spec.successPolicy"),
    *("spec.jobTemplate", "spec.jobTemplate.spec"),
]


@given(
    st.sampled_from(list(MINIMAL)), st.sampled_from(versions.VERSIONS), st.dictionaries(st.sampled_from(PLACES), ODD)
)
def test_nothing_makes_it_stumble(kind: str, version: str, changes: dict[str, object]) -> None:
    judge(workload(kind, changes), version)
