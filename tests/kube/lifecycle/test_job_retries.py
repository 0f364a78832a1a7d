"""What a Job does with pods that fail."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from podbuilder.kube.lifecycle.job_retries import JobCourse, job_course
from tests.kube.lifecycle.plays import APP, pod_of, rehearse


def course(spec: dict[str, Any], slug: str = "exit-1", version: str = "1.36", **pod: Any) -> JobCourse:
    played = pod_of(APP, version=version, **{"restartPolicy": "Never", **pod})
    return job_course(spec, rehearse(played, slug, delete=0))


def told(found: JobCourse) -> tuple[list[tuple[int, int | None]], tuple[int, str] | None]:
    return [(one.created, one.ended) for one in found.attempts], found.end and found.end[:2]


# A pod starts its container at 7, which fails at 9 and is seen at 10.
@pytest.mark.parametrize(
    ("spec", "attempts", "end"),
    [
        pytest.param({"backoffLimit": 0}, [(0, 10)], (10, "BackoffLimitExceeded"), id="no retries"),
        pytest.param(
            {"backoffLimit": 2}, [(0, 10), (19, 29), (48, 58)], (58, "BackoffLimitExceeded"), id="10 s, then 20 s"
        ),
        pytest.param({"activeDeadlineSeconds": 25}, [(0, 10), (19, 25)], (25, "DeadlineExceeded"), id="its deadline"),
        pytest.param(
            {"backoffLimit": 0, "activeDeadlineSeconds": 25}, [(0, 10)], (10, "BackoffLimitExceeded"), id="both"
        ),
        pytest.param({"backoffLimit": "odd"}, None, (694, "BackoffLimitExceeded"), id="six by default"),
    ],
)
def test_new_pods(spec: dict[str, Any], attempts: list[tuple[int, int]] | None, end: tuple[int, str]) -> None:
    found = told(course(spec))
    assert found[1] == end
    assert attempts is None or found[0] == attempts


def test_the_wait_is_ten_minutes_at_most() -> None:
    created = [one.created for one in course({"backoffLimit": 100}).attempts]
    assert [later - one - 9 for one, later in pairwise(created)] == [
        *(10, 20, 40, 80, 160, 320, 600, 600, 600, 600, 600)
    ]


def test_restarts_in_place_are_counted() -> None:
    # Restarts are seen at 11, 23 and 45.
    for limit, second in ((0, 11), (1, 11), (2, 23), (3, 45)):
        found = told(course({"backoffLimit": limit}, restartPolicy="OnFailure"))
        assert found == ([(0, second)], (second, "BackoffLimitExceeded"))
    assert told(course({"backoffLimit": 50}, restartPolicy="OnFailure")) == ([(0, None)], None)


def test_success_ends_it() -> None:
    for policy in ("Never", "OnFailure"):
        found = course({}, "none", restartPolicy=policy)
        assert told(found) == ([(0, 18)], (18, "Completed"))


def test_a_pod_that_does_not_end_ends_at_the_deadline() -> None:
    assert told(course({"activeDeadlineSeconds": 90}, "no-node")) == ([(0, 90)], (90, "DeadlineExceeded"))
    assert told(course({}, "no-node")) == ([(0, None)], None)


def policy(action: str, **rule: Any) -> dict[str, Any]:
    codes = {"operator": "In", "values": [1], **rule}
    return {"podFailurePolicy": {"rules": ["odd", {"action": action, "onExitCodes": codes}]}, "backoffLimit": 1}


def test_a_rule_fails_the_job_at_once() -> None:
    found = course(policy("FailJob"))
    assert told(found) == ([(0, 10)], (10, "PodFailurePolicy"))
    assert found.end is not None
    assert found.end.message == (
        "Container app for pod default/web failed with exit code 1 matching FailJob rule at index 1"
    )
    assert told(course(policy("FailJob"), version="1.25"))[1] == (29, "BackoffLimitExceeded")


@pytest.mark.parametrize(
    "rule",
    [{"values": [2]}, {"operator": "NotIn"}, {"operator": "Odd"}, {"containerName": "other"}],
    ids=lambda rule: str(rule),
)
def test_a_rule_that_does_not_fit_counts(rule: dict[str, Any]) -> None:
    assert told(course(policy("FailJob", **rule)))[1] == (29, "BackoffLimitExceeded")


def test_a_rule_for_all_codes_but_some() -> None:
    assert told(course(policy("FailJob", operator="NotIn", values=[7], containerName="app")))[1] == (
        10,
        "PodFailurePolicy",
    )


def test_failures_that_are_ignored_are_not_counted() -> None:
    found = course(policy("Ignore"))
    assert (len(found.attempts), found.end, found.attempts[0].is_counted) == (12, None, False)


def test_ends_with_0_fit_no_rule() -> None:
    spec = policy("FailJob", operator="NotIn", values=[9])
    played = pod_of(APP, {**APP, "name": "b"}, restartPolicy="Never")
    found = job_course(spec, rehearse(played, "exit-1", "b", delete=0))
    assert found.end is not None
    assert found.end.message.startswith("Container b for pod")
