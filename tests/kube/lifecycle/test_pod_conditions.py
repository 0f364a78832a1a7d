"""The conditions that the kubelet writes."""

from podbuilder.kube.lifecycle.container_status import ContainerStatus, Running, Terminated, Waiting
from podbuilder.kube.lifecycle.pod_conditions import pod_conditions
from podbuilder.kube.lifecycle.pod_status import Condition
from tests.kube.lifecycle.plays import APP, pod_of

NEW = ContainerStatus("app", Waiting("PodInitializing"))
READY = ContainerStatus("app", Running(1), is_started=True, is_ready=True)
INIT = {"name": "init", "image": "a:1"}


def told(conditions: tuple[Condition, ...]) -> dict[str, str]:
    return {one.type: f"{one.status} {one.reason}".strip() for one in conditions}


def test_of_a_pod_that_is_ready() -> None:
    found = told(pod_conditions(pod_of(), "Running", [], [READY], has_sandbox=True))
    assert list(found) == ["PodReadyToStartContainers", "Initialized", "Ready", "ContainersReady", "PodScheduled"]
    assert set(found.values()) == {"True"}


def test_of_a_pod_that_has_not_begun() -> None:
    pod = pod_of(initContainers=[INIT])
    init = ContainerStatus("init", Waiting("PodInitializing"))
    conditions = pod_conditions(pod, "Pending", [init], [NEW], has_sandbox=False)
    assert told(conditions) == {
        "PodReadyToStartContainers": "False",
        "Initialized": "False ContainersNotInitialized",
        "Ready": "False ContainersNotReady",
        "ContainersReady": "False ContainersNotReady",
        "PodScheduled": "True",
    }
    assert conditions[1].message == "containers with incomplete status: [init]"
    assert conditions[2].message == "containers with unready status: [app]"


def test_init_containers_are_done_with_0_and_sidecars_once_they_have_started() -> None:
    pod = pod_of(initContainers=[INIT, {**INIT, "name": "side", "restartPolicy": "Always"}])
    done = ContainerStatus("init", Terminated(0, "Completed", 1, 2))
    side = ContainerStatus("side", Running(2), is_sidecar=True)
    for is_started, wanted in ((False, "False ContainersNotInitialized"), (True, "True")):
        statuses = [done, ContainerStatus("side", side.state, True, is_started=is_started)]
        found = told(pod_conditions(pod, "Pending", statuses, [NEW], has_sandbox=True))
        assert found["Initialized"] == wanted


def test_a_pod_that_was_initialized_stays_so() -> None:
    pod = pod_of(initContainers=[INIT])
    init = ContainerStatus("init", Waiting("PodInitializing"))
    found = told(pod_conditions(pod, "Running", [init], [READY], has_sandbox=True))
    assert found["Initialized"] == "True"
    for version, wanted in (("1.36", "True"), ("1.35", "False ContainersNotInitialized")):
        pod = pod_of(APP, version=version, initContainers=[INIT])
        found = told(pod_conditions(pod, "Pending", [init], [NEW], has_sandbox=True, was_initialized=True))
        assert found["Initialized"] == wanted


def test_of_the_end() -> None:
    for phase, reason in (("Succeeded", "PodCompleted"), ("Failed", "PodFailed")):
        found = told(pod_conditions(pod_of(), phase, [], [NEW], has_sandbox=False))
        assert (found["Ready"], found["ContainersReady"]) == (f"False {reason}", f"False {reason}")


def test_readiness_gates() -> None:
    pod = pod_of(readinessGates=[{"conditionType": "a"}, {"conditionType": "b"}])
    conditions = pod_conditions(pod, "Running", [], [READY], has_sandbox=True, gates=frozenset({"a"}))
    assert told(conditions)["Ready"] == "False ReadinessGatesNotReady"
    assert conditions[2].message == 'corresponding condition of pod readiness gate "b" does not exist.'
    conditions = pod_conditions(pod, "Running", [], [READY], has_sandbox=True, gates=frozenset({"a", "b"}))
    assert told(conditions)["Ready"] == "True"
