"""Where a pod's forms let people choose between branches, and what each choice begins with."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.builder.forms.branch_choice import BranchChoice
from podbuilder.builder.forms.form_builder import Sheet
from podbuilder.builder.steps.unions import BY_HAND, choice_at
from podbuilder.kube.catalogue import load
from podbuilder.kube.core.field import FieldPath
from tests.support.pods import make_pod, path_of

FIELDS = load("1.36")
POD = make_pod(
    ("spec.volumes", [{"name": "a", "secret": {}}]),
    (
        "spec.containers",
        [
            {
                "env": [{"name": "A", "valueFrom": {"secretKeyRef": {}}}, {"name": "B", "value": "x"}],
                "envFrom": [{"configMapRef": {}}],
                "livenessProbe": {"httpGet": {}},
                "lifecycle": {"preStop": {"sleep": {}}},
            }
        ],
    ),
    ("spec.initContainers", [{"envFrom": [{"secretRef": {}}]}]),
)


def at(path: str) -> BranchChoice | None:
    return choice_at(Sheet(POD, FIELDS), path_of(path))


@pytest.mark.parametrize(
    "path",
    ["", "metadata", "metadata.name", "spec", "spec.volumes", "spec.containers[0]", "spec.nonsense", "spec.dnsConfig"],
)
def test_where_there_is_nothing_to_choose(path: str) -> None:
    assert at(path) is None


CHOICES: dict[str, tuple[str, str, str, bool]] = {
    "a volume": ("spec.volumes[0]", "secret", "configMap", False),
    "a variable": ("spec.containers[0].env[0]", "secretKeyRef", "configMapKeyRef", False),
    "the source of a variable": ("spec.containers[0].env[0].valueFrom", "secretKeyRef", "configMapKeyRef", False),
    "variables from an object": ("spec.containers[0].envFrom[0]", "configMapRef", "secretRef", False),
    "those of an init container": ("spec.initContainers[0].envFrom[0]", "secretRef", "configMapRef", False),
    "a probe": ("spec.containers[0].livenessProbe", "httpGet", "tcpSocket", True),
    "a probe that is not there": ("spec.containers[0].startupProbe", "", "exec", True),
    "a union that no step draws by hand": ("spec.containers[0].lifecycle.preStop", "sleep", "exec", True),
}


@pytest.mark.parametrize(("path", "chosen", "offered", "has_owner"), CHOICES.values(), ids=CHOICES)
def test_which_branch_is_set(path: str, chosen: str, offered: str, has_owner: bool) -> None:
    choice = at(path)
    assert choice is not None
    assert choice.chosen == chosen
    assert offered in choice.branches
    assert (choice.owner is not None) == has_owner


def test_an_object_that_says_something_by_being_there() -> None:
    for path, chosen in (("spec.volumes[0].secret", "set"), ("spec.volumes[0].emptyDir", "")):
        choice = at(path)
        assert choice is not None
        assert (choice.chosen, choice.owner) == (chosen, path_of(path))


def test_both_kinds_of_container_have_the_same_choices() -> None:
    kinds: dict[str, set[str]] = {}
    for pattern in BY_HAND:
        kind, _, field = pattern.removeprefix("spec.").partition("[].")
        kinds.setdefault(kind, set()).add(field)
    assert kinds["containers"] == kinds["initContainers"]
    assert {"env[]", "env[].valueFrom", "envFrom[]", "livenessProbe"} <= kinds["containers"]
    assert kinds.keys() == {"containers", "initContainers", "volumes[]"}


def test_a_probe_begins_with_the_first_port() -> None:
    pod: Any = make_pod(("spec.containers[0].ports", [{"containerPort": 8080}]))
    choice = choice_at(Sheet(pod, FIELDS), FieldPath(("spec", "containers", 0, "readinessProbe")))
    assert choice is not None
    assert [edit.value for edit in choice.changes("httpGet")] == [{"port": 8080}]
