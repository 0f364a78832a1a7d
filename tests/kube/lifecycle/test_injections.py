"""What makes each failure."""

from typing import Any

import pytest

from podbuilder.kube.lifecycle.assumptions import Assumptions
from podbuilder.kube.lifecycle.faults import Faults
from podbuilder.kube.lifecycle.injections import (
    CONFIG_MAP,
    NOT_FOUND,
    SECRET,
    Inject,
    command_missing,
    key_missing,
    object_missing,
    pod_evicted,
    program_completes,
    pull_fails,
    storage_used_up,
    to_all,
)
from tests.kube.lifecycle.plays import APP, pod_of

KEY = {"env": [{"name": "A", "valueFrom": {"secretKeyRef": {"name": "s", "key": "k"}}}]}
MAYBE = {"env": [{"name": "A", "valueFrom": {"secretKeyRef": {"name": "s", "key": "k", "optional": True}}}]}


def inject(injection: Inject, own: dict[str, Any], **spec: Any) -> Faults | None:
    pod = pod_of({**APP, **own}, **spec)
    return injection(pod, pod.apps[0], Assumptions())


@pytest.mark.parametrize(
    ("own", "spec", "wanted"),
    [
        pytest.param({}, {}, None, id="names none"),
        pytest.param(MAYBE, {}, None, id="may be missing"),
        pytest.param({}, {"imagePullSecrets": [{"name": "s"}]}, None, id="for pulling"),
        pytest.param(KEY, {}, Faults(config={0: 'secret "s" not found'}), id="a variable"),
        pytest.param(
            {},
            {"volumes": [{"name": "v", "secret": {"secretName": "s"}}]},
            Faults(mount=("v", 'secret "s" not found')),
            id="a volume",
        ),
        pytest.param(
            KEY,
            {"volumes": [{"name": "v", "secret": {"secretName": "t"}}]},
            Faults(config={0: 'secret "s" not found'}),
            id="its own comes first",
        ),
    ],
)
def test_a_secret_that_is_missing(own: dict[str, Any], spec: dict[str, Any], wanted: Faults | None) -> None:
    assert inject(object_missing(SECRET), own, **spec) == wanted


def test_of_another_kind() -> None:
    assert inject(object_missing(CONFIG_MAP), KEY) is None


@pytest.mark.parametrize(
    ("own", "spec", "wanted"),
    [
        pytest.param({}, {"volumes": [{"name": "v", "secret": {"secretName": "s"}}]}, None, id="no key"),
        pytest.param(KEY, {}, Faults(config={0: "couldn't find key k in Secret default/s"}), id="a variable"),
        pytest.param(
            {},
            {"volumes": [{"name": "v", "secret": {"secretName": "s", "items": [{"key": "k", "path": "p"}]}}]},
            Faults(mount=("v", "references non-existent secret key: k")),
            id="a volume",
        ),
    ],
)
def test_a_key_that_is_missing(own: dict[str, Any], spec: dict[str, Any], wanted: Faults | None) -> None:
    assert inject(key_missing, own, **spec) == wanted


@pytest.mark.parametrize(
    ("own", "words"),
    [
        ({"command": ["serve"]}, 'exec: "serve": executable file not found in $PATH'),
        ({"args": ["/bin/x"]}, 'exec: "/bin/x": stat /bin/x: no such file or directory'),
        ({}, 'exec: "PROGRAM": executable file not found in $PATH'),
    ],
)
def test_a_program_that_is_not_there(own: dict[str, Any], words: str) -> None:
    faults = inject(to_all(command_missing), own)
    assert faults is not None
    assert faults.start[0].endswith(words)


def test_an_image_that_is_never_pulled_or_has_no_name() -> None:
    assert inject(pull_fails(NOT_FOUND), {"imagePullPolicy": "Never"}) is None
    faults = inject(pull_fails(NOT_FOUND), {"image": "Not An Image"})
    assert faults is not None
    assert faults.pull[0].endswith("Not An Image: not found")


@pytest.mark.parametrize(
    ("own", "spec", "words"),
    [
        ({}, {}, None),
        ({}, {"volumes": [{"name": "v", "emptyDir": {}}, 3]}, None),
        (
            {},
            {"volumes": [{"name": "v", "emptyDir": {"sizeLimit": "1Gi"}}]},
            'Usage of EmptyDir volume "v" exceeds the limit "1Gi". ',
        ),
        (
            {"resources": {"limits": {"ephemeral-storage": "2Gi"}}},
            {},
            'Container app exceeded its local ephemeral storage limit "2Gi". ',
        ),
    ],
)
def test_its_own_limits_of_storage(own: dict[str, Any], spec: dict[str, Any], words: str | None) -> None:
    faults = inject(storage_used_up, own, **spec)
    assert (faults and faults.eviction and faults.eviction.message) == words


def test_tasks_complete_as_they_should_and_are_not_blamed() -> None:
    pod = pod_of(APP, initContainers=[{"name": "init", "image": "a:1"}])
    assert program_completes(pod, pod.init[0], Assumptions()) is None
    assert pod_evicted(pod, pod.init[0], Assumptions()) is None
