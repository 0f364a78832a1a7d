"""The row that `kubectl get pods` prints for a status.

Mirrors printPod, Kubernetes v1.36, pkg/printers/internalversion. The server prints: its version counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from podbuilder.kube.lifecycle.age import age
from podbuilder.kube.lifecycle.container_status import ContainerStatus, Running, Terminated, Waiting
from podbuilder.kube.lifecycle.pod_status import INITIALIZED, READY, SCHEDULED, PodStatus

HEAD = ("NAME", "READY", "STATUS", "RESTARTS", "AGE")
_GATED = "SchedulingGated"
_NODE_LOST = "NodeLost"


class PodRow(NamedTuple):
    """The cells, in the order of HEAD."""

    name: str
    ready: str
    status: str
    restarts: str
    age: str


class _Restarts(NamedTuple):
    """How often, and when a container last ended before it was started again; None for never."""

    number: int = 0
    last: int | None = None

    @classmethod
    def of(cls, seen: Sequence[ContainerStatus]) -> _Restarts:
        ends = [one.last.finished for one in seen if one.last and one.last.finished is not None]
        return cls(sum(one.restarts for one in seen), max(ends, default=None))

    def cell(self, now: int) -> str:
        has_date = self.number != 0 and self.last is not None
        return f"{self.number} ({age(now - (self.last or 0))} ago)" if has_date else str(self.number)


def pod_row(name: str, status: PodStatus, now: int, *, total: int | None = None, hides_end: bool = False) -> PodRow:
    """The row at a second, counted from the pod's creation.

    total: how many containers count where the status lists none yet. hides_end: whether a deleted pod is Terminating
    even if it has ended, as servers before 1.32 have it.
    """
    reason = status.reason or status.phase
    scheduled = status.condition(SCHEDULED)
    if scheduled is not None and scheduled.reason == _GATED:
        reason = _GATED
    initializing, ready, seen = _initializing(status)
    restarts = _Restarts.of(seen)
    reason = initializing or reason
    if not initializing or status.is_true(INITIALIZED):
        restarts = _Restarts.of([*(one for one in seen if one.is_sidecar), *status.containers])
        ready += sum(one.is_ready and isinstance(one.state, Running) for one in status.containers)
        reason = _of_containers(status, reason)
    if status.is_deleted and status.reason == _NODE_LOST:
        reason = "Unknown"
    elif status.is_deleted and (hides_end or not status.is_terminal):
        reason = "Terminating"
    count = sum(one.is_sidecar for one in status.init) + len(status.containers) if total is None else total
    return PodRow(name, f"{ready}/{count}", reason, restarts.cell(now), age(now))


def _initializing(status: PodStatus) -> tuple[str, int, list[ContainerStatus]]:
    """What the first init container that is not done makes of the row, the sidecars ready before it, and all so far."""
    ready, seen = 0, []
    for index, one in enumerate(status.init):
        seen.append(one)
        state = one.state
        if isinstance(state, Terminated) and state.exit_code == 0:
            continue
        if one.is_sidecar and one.is_started:
            ready += one.is_ready
            continue
        if isinstance(state, Terminated):
            return f"Init:{_end(state)}", ready, seen
        if isinstance(state, Waiting) and state.reason not in ("", "PodInitializing"):
            return f"Init:{state.reason}", ready, seen
        return f"Init:{index}/{len(status.init)}", ready, seen
    return "", ready, seen


def _end(state: Terminated) -> str:
    if state.reason:
        return state.reason
    return f"Signal:{state.signal}" if state.signal else f"ExitCode:{state.exit_code}"


def _of_containers(status: PodStatus, reason: str) -> str:
    """The containers are read from the last to the first, so what the first one says stands."""
    has_running, error = False, ""
    for one in reversed(status.containers):
        state = one.state
        if isinstance(state, Waiting) and state.reason:
            reason = state.reason
        elif isinstance(state, Terminated):
            reason = _end(state)
            error = reason if state.exit_code else error
        elif one.is_ready and isinstance(state, Running):
            has_running = True
    if reason != "Completed":
        return reason
    if has_running and status.is_true(READY):
        return "Running"
    return error or ("NotReady" if has_running else reason)
