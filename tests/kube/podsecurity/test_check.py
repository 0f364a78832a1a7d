from __future__ import annotations

import pytest

from podbuilder.kube.podsecurity.check import Check, Offence, Subject


def judge(pod: Subject):
    yield from ()


def make_check(**changes) -> Check:
    values = {
        "id": "hostPorts",
        "level": "baseline",
        "title": "Host ports",
        "reason": "a port",
        "versions": ((0, judge),),
    }
    return Check(**{**values, **changes})


def test_function_is_that_of_the_policy():
    older, newer = (lambda pod: iter(()) for _ in range(2))
    check = make_check(versions=((27, older), (35, newer)))
    assert check.function(26) is None
    assert check.function(27) is older
    assert check.function(34) is older
    assert check.function(37) is newer


@pytest.mark.parametrize(
    ("changes", "match"),
    [
        ({"level": "privileged"}, "no such level"),
        ({"versions": ()}, "do not ascend"),
        ({"versions": ((27, judge), (25, judge))}, "do not ascend"),
        ({"versions": ((27, judge), (27, judge))}, "do not ascend"),
        ({"overrides": ("privileged",)}, "overrides nothing"),
    ],
)
def test_check_that_makes_no_sense_is_refused(changes, match):
    with pytest.raises(ValueError, match=match):
        make_check(**changes)


def test_detail_says_the_same_thing_once():
    path = Subject.of({}).containers
    assert path == ()
    check = make_check()
    offences = [Offence(("spec", i), "It is so.", "Change it.") for i in range(5)]
    violation = check.violation(offences)
    assert violation.detail == "It is so."
    assert len(violation.paths) == len(violation.changes) == 5


def test_subject_of_a_pod_that_says_nothing():
    subject = Subject.of({})
    assert subject.spec == subject.annotations == subject.security == {}
    assert not subject.is_windows
    assert not subject.is_in_user_namespace
