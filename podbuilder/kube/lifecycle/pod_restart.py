"""The restart of a whole pod in place, which a container's rule RestartAllContainers sets off.

Mirrors ShouldAllContainersRestart, Kubernetes v1.36, pkg/kubelet/container, GenerateAllContainersRestartingCondition,
pkg/kubelet/status, and what convertToAPIContainerStatuses says of containers that were removed for it.
"""

from __future__ import annotations

from podbuilder.kube.lifecycle.container_status import Terminated, Waiting
from podbuilder.kube.lifecycle.played_pod import PlayedPod
from podbuilder.kube.lifecycle.pod_status import FALSE, TERMINAL, TRUE, Condition
from podbuilder.kube.lifecycle.restart_rules import could_restart_all, restarts_all
from podbuilder.kube.lifecycle.runtime import Runtime

RESTARTING = "RestartingAllContainers"
_WORDS = "The container is removed because RestartAllContainers in place"
REMOVED = Waiting(RESTARTING, _WORDS)
# sic: it has no time, so that RESTARTS is a number alone.
LOST = Terminated(137, RESTARTING, None, None, _WORDS)
_REASONS = {phase: f"Pod{word}" for phase, word in zip(TERMINAL, ("Completed", "Failed"), strict=True)}


def is_restarting(pod: PlayedPod, runtime: Runtime) -> bool:
    """Whether a container has ended in such a way that all are to be started again."""
    for container in pod.containers:
        latest = runtime.latest(container.key)
        if latest is not None and latest.end is not None and restarts_all(pod, container, latest.end.exit_code):
            return True
    return False


def restart_condition(pod: PlayedPod, runtime: Runtime, phase: str) -> tuple[Condition, ...]:
    """The condition AllContainersRestarting, of pods with such a rule."""
    if not could_restart_all(pod):
        return ()
    if phase in _REASONS:
        return (Condition("AllContainersRestarting", FALSE, _REASONS[phase]),)
    if not is_restarting(pod, runtime):
        return (Condition("AllContainersRestarting", FALSE),)
    message = "container exited with restart policy rule"
    return (Condition("AllContainersRestarting", TRUE, "RestartAllContainersStarted", message),)
