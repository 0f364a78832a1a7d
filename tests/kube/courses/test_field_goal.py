"""Tests of podbuilder.kube.courses.field_goal: what is asked of a field, and which documents meet it."""

from typing import Any

import pytest

from podbuilder.kube.courses.field_goal import field_sentence, is_field_met

POD = {
    "spec": {
        "restartPolicy": "Never",
        "hostNetwork": False,
        "hostname": None,
        "nodeName": "",
        "terminationGracePeriodSeconds": 30,
        "containers": [
            {"name": "a", "image": "busybox:1", "command": ["sleep", "9"], "resources": {"limits": {"cpu": "1000m"}}},
            {"name": "b", "image": "web:1"},
        ],
        "volumes": [{"name": "v", "emptyDir": {}}, {"name": "w", "emptyDir": {"sizeLimit": "1Gi"}}],
    }
}
# What is said of a field, whether the pod meets it, and the sentence.
CASES: dict[str, tuple[dict[str, Any], bool, str]] = {
    "unset": ({"field": "spec.hostUsers"}, False, "spec.hostUsers is set."),
    "null": ({"field": "spec.hostname"}, False, "spec.hostname is set."),
    "empty": ({"field": "spec.nodeName"}, False, "spec.nodeName is set."),
    "set in one of two": ({"field": "spec.containers[*].command"}, False, "spec.containers[*].command is set."),
    "no item at all": ({"field": "spec.initContainers[*].image"}, False, "spec.initContainers[*].image is set."),
    "another value": (
        {"field": "spec.restartPolicy", "value": "Always"},
        False,
        "spec.restartPolicy is Always.",
    ),
    "a number as text": (
        {"field": "spec.terminationGracePeriodSeconds", "value": "30"},
        False,
        "spec.terminationGracePeriodSeconds is 30.",
    ),
    "no number to compare": ({"field": "spec.restartPolicy", "min": 1}, False, "spec.restartPolicy is at least 1."),
    "a boolean is no number": ({"field": "spec.hostNetwork", "max": 1}, False, "spec.hostNetwork is at most 1."),
    "absent, but set": ({"field": "spec.restartPolicy", "absent": True}, False, "spec.restartPolicy is not set."),
    "contained nowhere": (
        {"field": "spec.terminationGracePeriodSeconds", "contains": 3},
        False,
        "spec.terminationGracePeriodSeconds contains 3.",
    ),
    "false counts as a value": ({"field": "spec.hostNetwork"}, True, "spec.hostNetwork is set."),
    "set in any": ({"field": "spec.containers[any].command"}, True, "spec.containers[any].command is set."),
    "set in every": ({"field": "spec.containers[*].image"}, True, "spec.containers[*].image is set."),
    "absent": ({"field": "spec.hostname", "absent": True}, True, "spec.hostname is not set."),
    "an emptyDir without settings": ({"field": "spec.volumes[0].emptyDir"}, True, "spec.volumes[0].emptyDir is set."),
    "the value": ({"field": "spec.restartPolicy", "value": "Never"}, True, "spec.restartPolicy is Never."),
    "the same amount": (
        {"field": "spec.containers[a].resources.limits.cpu", "value": 1},
        True,
        "spec.containers[a].resources.limits.cpu is 1.",
    ),
    "one of several": (
        {"field": "spec.restartPolicy", "oneOf": ["OnFailure", "Never"]},
        True,
        "spec.restartPolicy is one of OnFailure, Never.",
    ),
    "contained in a text": (
        {"field": "spec.containers[a].image", "contains": "busybox:"},
        True,
        "spec.containers[a].image contains busybox:.",
    ),
    "contained in a list": (
        {"field": "spec.containers[a].command", "contains": "sleep"},
        True,
        "spec.containers[a].command contains sleep.",
    ),
    "between two": (
        {"field": "spec.terminationGracePeriodSeconds", "min": 10, "max": 30},
        True,
        "spec.terminationGracePeriodSeconds is at least 10 and is at most 30.",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_field_meets_what_is_said_of_it(case: str) -> None:
    said, expected, sentence = CASES[case]
    assert is_field_met(said, POD) is expected
    assert field_sentence(said) == sentence
