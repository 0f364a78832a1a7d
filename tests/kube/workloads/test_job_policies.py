"""The policies of a Job, and who manages it."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.workloads.job_policies import count_indexes
from tests.kube.workloads.judge import assert_judged, judge, workload
from tests.support.cases import Case, cases
from tests.support.complaints import assert_errors


@cases(__file__, "job_policies.yaml")
def test_job_policies(case: Case) -> None:
    assert_judged(case, "Job")


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


COUNTS = {"": 0, "0": 1, "9": 1, "0-9": 10, "1,3-5,7": 5, "1-2,3": 3, "+1": 1, "01": 1}


@pytest.mark.parametrize(("text", "count"), COUNTS.items(), ids=COUNTS)
def test_indexes_are_counted(text: str, count: int) -> None:
    assert count_indexes(text, 10) == count


NO_COUNTS = {
    "an index too large": ("10", 'There is no index "10": with 10 completions the last is 9.'),
    "a range too large": ("8-10", "There is no index"),
    "no number": ("a", '"a" is not an index.'),
    "nothing between commas": ("1,,2", '"" is not an index.'),
    "half a range": ("1-", '"" is not an index.'),
    "two dashes": ("1-2-3", 'has more than one "-".'),
    "a range backwards": ("3-1", '"3-1" is out of order.'),
    "a range of one": ("3-3", '"3-3" is out of order.'),
    "an index twice": ("1,1", '"1" is out of order.'),
    "ranges that overlap": ("1-3,3-5", '"3-5" is out of order.'),
}


@pytest.mark.parametrize(("text", "words"), NO_COUNTS.values(), ids=NO_COUNTS)
def test_indexes_that_cannot_be_counted(text: str, words: str) -> None:
    with pytest.raises(ValueError) as raised:  # noqa: PT011 - the words are compared below
        count_indexes(text, 10)
    assert words in str(raised.value)
