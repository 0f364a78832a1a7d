"""What the kubelet does next with the containers of a pod: which it starts, and which it kills.

Mirrors computePodActions and computeInitContainerActions, Kubernetes v1.36, pkg/kubelet/kuberuntime, for a pod whose
definition does not change.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from podbuilder.kube.lifecycle.played_pod import LIVENESS, STARTUP, PlayedContainer, PlayedPod, PlayedProbe
from podbuilder.kube.lifecycle.probe_worker import FAILURE, SUCCESS, Prober
from podbuilder.kube.lifecycle.restart_rules import restarts_killed, should_restart
from podbuilder.kube.lifecycle.runtime import Runtime


class Kill(NamedTuple):
    """A container to kill because a probe failed, and the message of the event."""

    container: PlayedContainer
    probe: PlayedProbe
    message: str


@dataclass
class PodActions:
    """In the order in which they are done: kill, start init containers, start containers."""

    init: list[PlayedContainer] = field(default_factory=list)
    containers: list[PlayedContainer] = field(default_factory=list)
    kills: list[Kill] = field(default_factory=list)
    # Nothing is left to do: whatever still runs is killed.
    kills_pod: bool = False


def pod_actions(pod: PlayedPod, runtime: Runtime, prober: Prober, *, has_sandbox: bool) -> PodActions:
    """The next actions."""
    actions = PodActions()
    if not has_sandbox:
        actions.init, actions.containers = list(pod.init[:1]), list(() if pod.init else pod.apps)
        return actions
    if not _initialize(pod, runtime, prober, actions):
        return actions
    kept = 0
    for container in pod.apps:
        latest = runtime.latest(container.key)
        end = latest.end if latest else None
        if latest is None or (end is not None and should_restart(pod, container, end.exit_code)):
            actions.containers.append(container)
            continue
        if end is not None:
            continue
        failed = _failed_probe(container, prober, latest.number)
        if failed is None:
            kept += 1
            continue
        message = f"Container {container.name} failed {failed.kind} probe"
        if restarts_killed(pod, container):
            message += ", will be restarted"
            actions.containers.append(container)
        actions.kills.append(Kill(container, failed, message))
    if not kept and not actions.containers:
        # sic: a container that is killed and not started again takes the pod with it.
        actions.kills_pod, actions.init = True, []
    return actions


def _failed_probe(container: PlayedContainer, prober: Prober, instance: int) -> PlayedProbe | None:
    kinds = (LIVENESS, STARTUP)
    return next(
        (container.probe(kind) for kind in kinds if prober.result(container.key, kind, instance) == FAILURE), None
    )


def _initialize(pod: PlayedPod, runtime: Runtime, prober: Prober, actions: PodActions) -> bool:
    """Walk the init containers from the last to the first, until one that has run; whether all of them are done."""
    if not pod.init:
        return True
    has_initialized = was_initialized = any(runtime.is_running(one.key) for one in pod.apps)
    to_start: list[int] = []
    for place in range(len(pod.init) - 1, -1, -1):
        container = pod.init[place]
        latest = runtime.latest(container.key)
        if latest is None or (was_initialized and not container.is_sidecar):
            continue
        if container.is_sidecar:
            is_done = _sidecar(container, runtime, prober, actions, to_start, place)
        elif latest.end is None:
            is_done = False
        elif latest.end.exit_code == 0:
            is_done = True
        elif should_restart(pod, container, latest.end.exit_code):
            is_done = False
            to_start.append(place)
        else:
            actions.kills_pod = True
            return False
        is_last = place == len(pod.init) - 1
        if is_done and is_last:
            has_initialized = True
        elif is_done and not was_initialized:
            to_start.append(place + 1)
        was_initialized = True
    if not was_initialized:
        to_start.append(0)
    actions.init += [pod.init[place] for place in sorted(set(to_start))]
    return has_initialized


def _sidecar(
    container: PlayedContainer, runtime: Runtime, prober: Prober, actions: PodActions, to_start: list[int], place: int
) -> bool:
    """Whether a sidecar that has been started lets the next container start; it is restarted if need be."""
    latest = runtime.latest(container.key)
    if latest is None or latest.end is not None:
        to_start.append(place)
        return False
    failed = _failed_probe(container, prober, latest.number)
    if failed is not None:
        actions.kills.append(Kill(container, failed, f"Init container {container.name} failed {failed.kind} probe"))
        to_start.append(place)
    startup = prober.result(container.key, STARTUP, latest.number)
    return container.probe(STARTUP) is None or startup == SUCCESS
