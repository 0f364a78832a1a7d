"""Which containers lack a request or a limit, and the amounts that are proposed."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.lint import Safety, Settings
from podbuilder.kube.lint.resource_proposals import limited, missing_limits, missing_requests, propose
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import set_
from tests.support.pods import path_of

SETTINGS = Settings(proposed_cpu="150m", proposed_memory="99Mi")
LIMIT = path_of("spec.containers[0].resources.limits[memory]")


def subject_of(own: dict[str, Any], of_pod: dict[str, Any] | None = None) -> Subject:
    spec = {
        "containers": [{"name": "c", "resources": own}],
        "ephemeralContainers": [{"name": "debug"}],
        "resources": of_pod,
    }
    return Subject({"spec": spec}, settings=SETTINGS)


@pytest.mark.parametrize(
    ("own", "of_pod", "lacks_request", "lacks_limit"),
    {
        "both": ({"requests": {"memory": "1Gi"}, "limits": {"memory": "1Gi"}}, None, False, False),
        "a limit alone": ({"limits": {"memory": "1Gi"}}, None, False, False),
        "a request alone": ({"requests": {"memory": "1Gi"}}, None, False, True),
        "a request of the pod": ({}, {"requests": {"memory": "1Gi"}}, False, True),
        "a limit of the pod": ({}, {"limits": {"memory": "1Gi"}}, False, False),
        "another resource": ({"limits": {"cpu": "1"}}, {"limits": {"cpu": "1"}}, True, True),
        "nothing": ({}, None, True, True),
    }.values(),
)
def test_what_is_missing(
    own: dict[str, Any], of_pod: dict[str, Any] | None, lacks_request: bool, lacks_limit: bool
) -> None:
    subject = subject_of(own, of_pod)
    assert [c.name for c in missing_requests(subject, "memory")] == (["c"] if lacks_request else [])
    assert [c.name for c in missing_limits(subject, "memory")] == (["c"] if lacks_limit else [])


@pytest.mark.parametrize(
    ("own", "name", "amount"),
    [
        ({}, "cpu", "150m"),
        ({}, "memory", "99Mi"),
        ({"requests": {"cpu": "2"}}, "cpu", "2"),
        ({"limits": {"cpu": "3"}}, "cpu", "3"),
        ({"requests": {"cpu": "2"}}, "memory", "99Mi"),
    ],
)
def test_the_proposed_amount(own: dict[str, Any], name: str, amount: str) -> None:
    subject = subject_of(own)
    assert propose(subject, subject.containers[0], name) == amount


def test_a_limit_that_equals_the_request() -> None:
    patch = limited(subject_of({"requests": {"memory": "1Gi"}}), LIMIT, "Limit memory.")
    assert patch is not None
    assert (patch.title, patch.safety, patch.edits) == ("Limit memory.", Safety.ASSISTED, (set_(LIMIT, "1Gi"),))


@pytest.mark.parametrize(
    ("of_pod", "is_offered"),
    [
        ({"requests": {"memory": "1Gi"}}, False),
        ({"requests": {"cpu": "1"}}, True),
        ({"limits": {"memory": "1Gi"}}, True),
    ],
)
def test_no_limit_beside_a_request_of_the_pod(of_pod: dict[str, Any], is_offered: bool) -> None:
    assert (limited(subject_of({}, of_pod), LIMIT, "Limit memory.") is not None) is is_offered
