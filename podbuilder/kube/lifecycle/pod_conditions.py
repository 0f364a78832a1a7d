"""The conditions of a pod that runs on a node, in the order in which the kubelet writes them.

Mirrors GeneratePodInitializedCondition, GenerateContainersReadyCondition and GeneratePodReadyCondition, Kubernetes
v1.36, pkg/kubelet/status/generate.go.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from podbuilder.kube.lifecycle.container_status import ContainerStatus, Running, Terminated
from podbuilder.kube.lifecycle.played_pod import PlayedPod
from podbuilder.kube.lifecycle.pod_status import (
    CONTAINERS_READY,
    FAILED,
    FALSE,
    INITIALIZED,
    READY,
    READY_TO_START,
    SCHEDULED,
    SUCCEEDED,
    TRUE,
    Condition,
)

_OF_THE_END = {FAILED: "PodFailed", SUCCEEDED: "PodCompleted"}


def pod_conditions(
    pod: PlayedPod,
    phase: str,
    init: Sequence[ContainerStatus],
    apps: Sequence[ContainerStatus],
    *,
    has_sandbox: bool,
    gates: frozenset[str] = frozenset(),
    was_initialized: bool = False,
) -> tuple[Condition, ...]:
    """The conditions. gates: the readiness gates that are True. was_initialized: what the condition said before."""
    containers_ready = _containers_ready(phase, [*(one for one in init if one.is_sidecar), *apps])
    found = [
        _initialized(phase, init, apps, was_initialized and pod.enabled("RestartAllContainersOnContainerExits")),
        _ready(pod, containers_ready, gates),
        containers_ready,
        Condition(SCHEDULED, TRUE),
    ]
    if pod.enabled("PodReadyToStartContainersCondition"):
        found.insert(0, Condition(READY_TO_START, TRUE if has_sandbox else FALSE))
    return tuple(found)


def _names(statuses: Iterable[ContainerStatus]) -> str:
    return f"[{' '.join(one.name for one in statuses)}]"


def _initialized(
    phase: str, init: Sequence[ContainerStatus], apps: Sequence[ContainerStatus], was_initialized: bool
) -> Condition:
    if phase == SUCCEEDED:
        return Condition(INITIALIZED, TRUE, "PodCompleted")
    incomplete = [one for one in init if not _is_done(one)]
    # Mirrors HasAnyRegularContainerStarted, Kubernetes v1.36, pkg/kubelet/container.
    has_started = any(isinstance(one.state, Running | Terminated) for one in apps)
    if not incomplete or was_initialized or has_started:
        return Condition(INITIALIZED, TRUE)
    message = f"containers with incomplete status: {_names(incomplete)}"
    return Condition(INITIALIZED, FALSE, "ContainersNotInitialized", message)


def _is_done(status: ContainerStatus) -> bool:
    if status.is_sidecar:
        return status.is_started
    return isinstance(status.state, Terminated) and status.state.exit_code == 0


def _containers_ready(phase: str, counted: Sequence[ContainerStatus]) -> Condition:
    if phase in _OF_THE_END:
        return Condition(CONTAINERS_READY, FALSE, _OF_THE_END[phase])
    unready = [one for one in counted if not one.is_ready]
    if not unready:
        return Condition(CONTAINERS_READY, TRUE)
    message = f"containers with unready status: {_names(unready)}"
    return Condition(CONTAINERS_READY, FALSE, "ContainersNotReady", message)


def _ready(pod: PlayedPod, containers: Condition, gates: frozenset[str]) -> Condition:
    if containers.status != TRUE:
        return Condition(READY, containers.status, containers.reason, containers.message)
    missing = [gate for gate in pod.readiness_gates if gate not in gates]
    if not missing:
        return Condition(READY, TRUE)
    messages = (f'corresponding condition of pod readiness gate "{gate}" does not exist.' for gate in missing)
    return Condition(READY, FALSE, "ReadinessGatesNotReady", ", ".join(messages))
