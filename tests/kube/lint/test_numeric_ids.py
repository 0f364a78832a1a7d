"""Numeric ids that are low or left to the image, of users and of groups."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.lint import Safety, Settings
from podbuilder.kube.lint.numeric_ids import low_id_rule
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import set_

rule, check, fix = low_id_rule("rules.low_user", "runAsUser", "user", {"trivy": ("KSV-1",)})
SETTINGS = Settings(lowest_id=1000, proposed_id=2000)
LOW = 'Container "c" has the user id {}, so it may share that id with a user of the node.'
UNSET = 'Container "c" takes its user id from the image, so it may share that id with a user of the node.'


def subject_of(user: int | None, **spec: Any) -> Subject:
    security = {} if user is None else {"runAsUser": user}
    return Subject({"spec": {"containers": [{"name": "c", "securityContext": security}], **spec}}, settings=SETTINGS)


@pytest.mark.parametrize(
    ("subject", "messages"),
    {
        "the lowest that is allowed": (subject_of(1000), []),
        "a user namespace": (subject_of(5, hostUsers=False), []),
        "Windows": (subject_of(5, os={"name": "windows"}), []),
        "an id of the pod": (subject_of(None, securityContext={"runAsUser": 1000}), []),
        "another field of the pod": (subject_of(None, securityContext={"runAsGroup": 1000}), [UNSET]),
        "one below the lowest": (subject_of(999), [LOW.format(999)]),
        "root": (subject_of(0), [LOW.format(0)]),
        "none": (subject_of(None), [UNSET]),
        "a low id of the pod": (subject_of(None, securityContext={"runAsUser": 7}), [LOW.format(7)]),
    }.values(),
)
def test_low_ids(subject: Subject, messages: list[str]) -> None:
    assert [finding.message for finding in check(subject)] == messages


def test_the_proposed_id_takes_its_place() -> None:
    subject = subject_of(5)
    (finding,) = check(subject)
    patch = fix(subject, finding)
    assert patch is not None
    assert (patch.title, patch.safety) == ("Use a high user id.", Safety.ASSISTED)
    assert patch.edits == (set_(finding.path, 2000),)


def test_the_rule_waits_for_a_setting() -> None:
    assert (rule.id, rule.default, rule.needs) == ("low-user", False, ("lowest_id",))
    assert rule.foreign == {"trivy": ("KSV-1",)}
