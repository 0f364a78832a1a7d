"""The restart of a whole pod in place; whole lives are in test_life.py."""

from __future__ import annotations

from podbuilder.kube.lifecycle.pod_restart import is_restarting, restart_condition
from podbuilder.kube.lifecycle.runtime import Runtime
from tests.kube.lifecycle.plays import APP, pod_of, scene_of

RULE = {"action": "RestartAllContainers", "exitCodes": {"operator": "In", "values": [3]}}
POD = pod_of({**APP, "restartPolicy": "Never", "restartPolicyRules": [RULE]})


def test_a_pod_without_such_a_rule_has_no_such_condition() -> None:
    pod = pod_of()
    assert restart_condition(pod, Runtime(scene_of(pod), lambda: None), "Running") == ()


def test_the_condition_follows_the_ends() -> None:
    scene = scene_of(POD)
    runtime = Runtime(scene, lambda: None)

    def told(phase: str = "Running") -> str:
        (condition,) = restart_condition(POD, runtime, phase)
        return f"{condition.status} {condition.reason}".strip()

    assert told("Pending") == "False"
    instance = runtime.start(POD.apps[0])
    assert (told(), is_restarting(POD, runtime)) == ("False", False)
    runtime.end(POD.apps[0], instance, 3)
    assert (told(), is_restarting(POD, runtime)) == ("True RestartAllContainersStarted", True)
    assert (told("Succeeded"), told("Failed")) == ("False PodCompleted", "False PodFailed")


def test_another_end_does_not_count() -> None:
    runtime = Runtime(scene_of(POD), lambda: None)
    runtime.end(POD.apps[0], runtime.start(POD.apps[0]), 4)
    assert not is_restarting(POD, runtime)
