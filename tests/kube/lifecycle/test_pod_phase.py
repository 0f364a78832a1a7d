"""The phase of a pod."""

from typing import Any

import pytest

from podbuilder.kube.lifecycle.container_status import ContainerStatus, Running, State, Terminated, Waiting
from podbuilder.kube.lifecycle.played_pod import played_pod
from podbuilder.kube.lifecycle.pod_phase import pod_phase
from tests.kube.lifecycle.plays import pod_of

NEW, RUNS = Waiting("ContainerCreating"), Running(1)
DONE, FAILED = Terminated(0, "Completed", 1, 2), Terminated(1, "Error", 1, 2)
BACK_OFF = Waiting("CrashLoopBackOff")


def app(state: State, last: Terminated | None = None) -> ContainerStatus:
    return ContainerStatus("app", state, last=last)


def sidecar(state: State, *, is_started: bool = False, last: Terminated | None = None) -> ContainerStatus:
    return ContainerStatus("side", state, True, last, is_started=is_started)


APP = {"name": "app", "image": "a:1"}
SIDE = {"name": "side", "image": "a:1", "restartPolicy": "Always"}


@pytest.mark.parametrize(
    ("policy", "apps", "phase"),
    [
        pytest.param("Always", [app(NEW)], "Pending", id="not begun"),
        pytest.param("Always", [app(RUNS), app(NEW)], "Pending", id="one of two has not begun"),
        pytest.param("Always", [app(RUNS)], "Running", id="runs"),
        pytest.param("Always", [app(DONE), app(RUNS)], "Running", id="one of two runs"),
        pytest.param("Always", [app(DONE)], "Running", id="is restarted"),
        pytest.param("Always", [app(BACK_OFF, FAILED)], "Running", id="waits to be restarted"),
        pytest.param("OnFailure", [app(FAILED)], "Running", id="is restarted on failure"),
        pytest.param("OnFailure", [app(DONE)], "Succeeded", id="done"),
        pytest.param("Never", [app(DONE), app(DONE)], "Succeeded", id="both done"),
        pytest.param("Never", [app(DONE), app(FAILED)], "Failed", id="one failed"),
        pytest.param("Never", [app(BACK_OFF, DONE)], "Failed", id="an end before a state of waiting is no success"),
    ],
)
def test_of_apps(policy: str, apps: list[ContainerStatus], phase: str) -> None:
    assert pod_phase(pod_of(*([APP] * len(apps)), restartPolicy=policy), [], apps) == phase


def test_a_pod_that_is_stopped_is_not_restarted() -> None:
    assert pod_phase(pod_of(APP), [], [app(FAILED)], is_over=True) == "Failed"
    assert pod_phase(pod_of(APP), [], [app(DONE)], is_over=True) == "Succeeded"


@pytest.mark.parametrize(
    ("policy", "state", "phase"),
    [
        pytest.param("Always", NEW, "Pending", id="not begun"),
        pytest.param("Always", RUNS, "Pending", id="runs"),
        pytest.param("Always", FAILED, "Pending", id="failed, and is restarted"),
        pytest.param("Never", FAILED, "Failed", id="failed for good"),
    ],
)
def test_of_an_init_container(policy: str, state: State, phase: str) -> None:
    pod = pod_of(APP, initContainers=[{"name": "init", "image": "a:1"}], restartPolicy=policy)
    assert pod_phase(pod, [ContainerStatus("init", state)], [app(NEW)]) == phase


@pytest.mark.parametrize(
    ("status", "apps", "options", "phase"),
    [
        pytest.param(sidecar(RUNS), app(NEW), {}, "Pending", id="starts"),
        pytest.param(sidecar(NEW), app(NEW), {}, "Pending", id="not begun"),
        pytest.param(sidecar(RUNS, is_started=True), app(RUNS), {"has_initialized": True}, "Running", id="runs"),
        pytest.param(sidecar(RUNS), app(RUNS), {"has_initialized": True}, "Running", id="starts again"),
        pytest.param(sidecar(BACK_OFF, last=FAILED), app(RUNS), {"has_initialized": True}, "Running", id="crashes"),
        pytest.param(sidecar(RUNS, is_started=True), app(DONE), {"has_initialized": True}, "Running", id="outlives"),
        pytest.param(sidecar(FAILED), app(DONE), {"is_over": True, "has_initialized": True}, "Succeeded", id="over"),
    ],
)
def test_of_a_sidecar(status: ContainerStatus, apps: ContainerStatus, options: dict[str, Any], phase: str) -> None:
    pod = pod_of(APP, initContainers=[SIDE], restartPolicy="Never")
    assert pod_phase(pod, [status], [apps], **options) == phase


def test_a_pod_without_containers_is_pending() -> None:
    assert pod_phase(played_pod({}, "1.36"), [], []) == "Pending"
