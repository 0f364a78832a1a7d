"""The phase of a pod, out of the states of its containers.

Mirrors getPhase, Kubernetes v1.36, pkg/kubelet/kubelet_pods.go. The gate ContainerRestartRules only lets policies of
containers count, which `should_restart` does already; for one policy of the whole pod both of its ways say the same.
"""

from __future__ import annotations

from collections.abc import Sequence

from podbuilder.kube.lifecycle.container_status import ContainerStatus, Running, Terminated, Waiting
from podbuilder.kube.lifecycle.played_pod import PlayedContainer, PlayedPod
from podbuilder.kube.lifecycle.pod_restart import RESTARTING
from podbuilder.kube.lifecycle.pod_status import FAILED, PENDING, RUNNING, SUCCEEDED
from podbuilder.kube.lifecycle.restart_rules import should_restart

_Pairs = Sequence[tuple[PlayedContainer, ContainerStatus]]


def pod_phase(
    pod: PlayedPod,
    init: Sequence[ContainerStatus],
    apps: Sequence[ContainerStatus],
    *,
    is_over: bool = False,
    has_initialized: bool = False,
) -> str:
    """The phase. is_over: nothing is started again. has_initialized: an app runs or has run."""
    pairs = list(zip(pod.init, init, strict=True))
    tasks = [(one, status) for one, status in pairs if not one.is_sidecar]
    sidecars = [status for one, status in pairs if one.is_sidecar]
    started = list(zip(pod.apps, apps, strict=True))
    if any(_failed_for_good(pod, *pair) for pair in tasks):
        return FAILED
    waiting = sum(isinstance(one.state, Waiting) and one.last is None for one in (*sidecars, *apps))
    running = sum(isinstance(one.state, Running) for one in (*sidecars, *apps))
    is_pending = any(_is_pending(status) for _, status in tasks)
    if not has_initialized:
        is_pending = is_pending or any(_is_starting(one) for one in sidecars)
    if is_pending or waiting:
        return PENDING
    if running:
        return RUNNING
    return _ended(pod, started, is_over)


def _failed_for_good(pod: PlayedPod, container: PlayedContainer, status: ContainerStatus) -> bool:
    end = status.ended
    return end is not None and end.exit_code != 0 and not _is_restarted(pod, container, end)


def _is_restarted(pod: PlayedPod, container: PlayedContainer, end: Terminated) -> bool:
    return end.reason == RESTARTING or should_restart(pod, container, end.exit_code)


def _is_pending(status: ContainerStatus) -> bool:
    return isinstance(status.state, Running) or (isinstance(status.state, Waiting) and status.last is None)


def _is_starting(sidecar: ContainerStatus) -> bool:
    is_new = isinstance(sidecar.state, Waiting) and sidecar.last is None
    return is_new or (isinstance(sidecar.state, Running) and not sidecar.is_started)


def _ended(pod: PlayedPod, apps: _Pairs, is_over: bool) -> str:
    """The phase once no container runs: its containers have ended, or wait to be started again."""
    ends = [(container, status, status.ended) for container, status in apps]
    stopped = [(container, status, end) for container, status, end in ends if end is not None]
    if not stopped:
        return PENDING
    # sic: only an end that is the state now counts as a success, not one before a state of waiting.
    succeeded = sum(isinstance(status.state, Terminated) and end.exit_code == 0 for _, status, end in stopped)
    if not is_over and any(_is_restarted(pod, container, end) for container, _, end in stopped):
        return RUNNING
    return SUCCEEDED if succeeded == len(stopped) else FAILED
