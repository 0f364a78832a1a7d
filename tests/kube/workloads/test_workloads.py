"""What is wrong around a pod template, kind by kind."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podbuilder.kube import versions
from tests.kube.workloads.judge import MINIMAL, assert_judged, judge, workload
from tests.support.cases import Case, cases
from tests.support.complaints import assert_errors


@cases(__file__, "kinds.yaml")
def test_kinds(case: Case) -> None:
    assert_judged(case, "")


@cases(__file__, "apps.yaml")
def test_apps(case: Case) -> None:
    assert_judged(case, "Deployment")


@cases(__file__, "job.yaml")
def test_jobs(case: Case) -> None:
    assert_judged(case, "Job")


@cases(__file__, "cron_job.yaml")
def test_cron_jobs(case: Case) -> None:
    assert_judged(case, "CronJob")


@pytest.mark.parametrize("kind", MINIMAL)
@pytest.mark.parametrize("version", versions.VERSIONS)
def test_the_smallest_is_taken_by_every_version(kind: str, version: str) -> None:
    assert judge(workload(kind), version) == []


INDEXED = {"spec.completionMode": "Indexed", "spec.completions": 3}
FAILURES = "spec.podFailurePolicy.rules"
RULE = {"action": "Count", "onPodConditions": [{"type": "Ready"}]}
TOO_MANY = {
    "rules of failure": ({FAILURES: [RULE] * 21}, FAILURES),
    "conditions": (
        {FAILURES: [{**RULE, "onPodConditions": RULE["onPodConditions"] * 21}]},
        f"{FAILURES}[0].onPodConditions",
    ),
    "exit codes": (
        {FAILURES: [{"action": "Count", "onExitCodes": {"operator": "In", "values": list(range(1, 257))}}]},
        f"{FAILURES}[0].onExitCodes.values",
    ),
    "rules of success": (
        {**INDEXED, "spec.successPolicy.rules": [{"succeededCount": 1}] * 21},
        "spec.successPolicy.rules",
    ),
}


@pytest.mark.parametrize(("changes", "path"), TOO_MANY.values(), ids=TOO_MANY)
def test_too_many(changes: dict[str, Any], path: str) -> None:
    assert_errors(judge(workload("Job", changes)), [{"type": "FieldValueTooMany", "field": path}])


def test_a_list_of_indexes_too_long() -> None:
    changes = {**INDEXED, "spec.successPolicy.rules": [{"succeededIndexes": "0," * 40_000}]}
    path = "spec.successPolicy.rules[0].succeededIndexes"
    wanted = [{"type": kind, "field": path} for kind in ("FieldValueTooLong", "FieldValueInvalid")]
    assert_errors(judge(workload("Job", changes)), wanted)


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
