"""Plays the life of a pod, from its creation until it is gone or the play is over."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from podbuilder.kube.core import versions
from podbuilder.kube.core.limits import MAX_LIFE_ACTIONS
from podbuilder.kube.lifecycle.assumptions import Assumptions
from podbuilder.kube.lifecycle.container_start import PATHS_BEFORE_MESSAGES
from podbuilder.kube.lifecycle.faults import Faults
from podbuilder.kube.lifecycle.journal import Check, EventRow, LifeEvent, Span, event_rows
from podbuilder.kube.lifecycle.node_trouble import evict, lose_node
from podbuilder.kube.lifecycle.played_pod import PlayedPod
from podbuilder.kube.lifecycle.pod_row import PodRow, pod_row
from podbuilder.kube.lifecycle.pod_status import (
    FALSE,
    INITIALIZED,
    READY,
    RUNNING,
    SCHEDULED,
    TRUE,
    Condition,
    PodStatus,
)
from podbuilder.kube.lifecycle.pod_worker import PodWorker
from podbuilder.kube.lifecycle.scene import NODE, Scene

_SCHEDULER = "default-scheduler"
# A pod that fits nowhere is tried again at the latest after so long.
# Mirrors DefaultPodMaxInUnschedulablePodsDuration, Kubernetes v1.36, pkg/scheduler.
_TRIED_AGAIN = 300
# The version since which the end of a deleted pod is shown.
_SHOWS_ENDS = 32
_DEADLINE = "Pod was active on the node longer than the specified deadline"


class Moment(NamedTuple):
    """A second at which something changed, and how the pod stands from then on."""

    second: int
    status: PodStatus
    row: PodRow
    # What was noted at this second.
    events: tuple[LifeEvent, ...]
    # The API has no such pod any more.
    is_gone: bool


class Milestone(NamedTuple):
    """A moment that has a name."""

    name: str
    second: int


@dataclass(frozen=True)
class Life:
    """All that happened, in order."""

    pod: PlayedPod
    moments: tuple[Moment, ...]
    events: tuple[LifeEvent, ...]
    spans: tuple[Span, ...]
    checks: tuple[Check, ...]
    until: int
    # Whether there was more to play than is played at once.
    is_cut: bool
    min_ready_seconds: int

    def at(self, second: int) -> Moment:
        """How the pod stands at a second, with its row as of then."""
        found = next((one for one in reversed(self.moments) if one.second <= second), self.moments[0])
        row = _row(self.pod, found.status, second)
        return found._replace(row=row)

    def event_rows(self, second: int) -> list[EventRow]:
        """The events up to a second, as `kubectl describe pod` of this version lists them."""
        has_field_paths = versions.minor(self.pod.version) >= PATHS_BEFORE_MESSAGES
        return event_rows(self.events, second, has_field_paths=has_field_paths)

    @property
    def milestones(self) -> list[Milestone]:
        """The named moments that were reached, in order."""
        return list(_milestones(self.moments, self.min_ready_seconds, self.until))


def play(
    pod: PlayedPod,
    assumptions: Assumptions | None = None,
    faults: Faults | None = None,
    *,
    min_ready_seconds: int = 0,
) -> Life:
    """The life of a pod. min_ready_seconds: the workload's, after which the pod counts as available."""
    scene = Scene(pod, assumptions or Assumptions(), faults or Faults())
    worker = PodWorker(scene)
    _plan(scene, worker)
    until = scene.assumptions.of("until")
    moments = [Moment(0, worker.status, _row(pod, worker.status, 0), (), False)]
    noted = 0
    for second in scene.agenda.run(until, MAX_LIFE_ACTIONS):
        news = tuple(scene.journal.events[noted:])
        noted += len(news)
        last = moments[-1]
        if last.is_gone or (not news and (worker.status, worker.is_gone) == (last.status, last.is_gone)):
            continue
        moment = Moment(second, worker.status, _row(pod, worker.status, second), news, worker.is_gone)
        if last.second == second:
            moments.pop()
        moments.append(moment)
    return Life(
        pod,
        tuple(moments),
        tuple(scene.journal.events),
        tuple(worker.spans()),
        tuple(scene.journal.checks),
        scene.now if scene.agenda.is_cut else until,
        scene.agenda.is_cut,
        min_ready_seconds,
    )


def _row(pod: PlayedPod, status: PodStatus, now: int) -> PodRow:
    return pod_row(pod.name, status, now, total=pod.counted, hides_end=versions.minor(pod.version) < _SHOWS_ENDS)


def _plan(scene: Scene, worker: PodWorker) -> None:
    """Put down what comes from outside: the scheduler, the deletion, and what befalls the node."""
    agenda, assumptions, faults = scene.agenda, scene.assumptions, scene.faults
    agenda.after(0 if scene.pod.scheduling_gates else assumptions.of("schedule"), lambda: _schedule(scene, worker))
    if assumptions.of("delete"):
        agenda.after(assumptions.of("delete"), lambda: _delete(worker))
    if faults.node_lost is not None:
        agenda.after(faults.node_lost, lambda: lose_node(scene, worker))
    eviction = faults.eviction
    if eviction is not None:
        agenda.after(eviction.second, lambda: evict(scene, worker, eviction))


def _schedule(scene: Scene, worker: PodWorker) -> None:
    if worker.is_gone:
        return
    pod, message = scene.pod, scene.faults.unschedulable
    if pod.scheduling_gates:
        gates = f"[{' '.join(pod.scheduling_gates)}]"
        _unscheduled(worker, "SchedulingGated", f"Scheduling is blocked due to non-empty scheduling gates {gates}")
    elif message:
        scene.warn("FailedScheduling", message, source=_SCHEDULER)
        _unscheduled(worker, "Unschedulable", message)
        scene.agenda.after(_TRIED_AGAIN, lambda: _schedule(scene, worker))
    else:
        scene.normal("Scheduled", f"Successfully assigned {pod.namespace}/{pod.name} to {NODE}", source=_SCHEDULER)
        worker.status = replace(worker.status, conditions=(Condition(SCHEDULED, TRUE),))
        worker.look()
        if pod.active_deadline:
            scene.agenda.after(pod.active_deadline, lambda: _expire(scene, worker))


def _unscheduled(worker: PodWorker, reason: str, message: str) -> None:
    worker.status = replace(worker.status, conditions=(Condition(SCHEDULED, FALSE, reason, message),))


def _expire(scene: Scene, worker: PodWorker) -> None:
    """Mirrors ShouldEvict, Kubernetes v1.36, pkg/kubelet/active_deadline.go."""
    if worker.put_out("DeadlineExceeded", _DEADLINE):
        scene.normal("DeadlineExceeded", _DEADLINE)


def _delete(worker: PodWorker) -> None:
    """A pod that no node has yet is gone at once."""
    if worker.status.is_true(SCHEDULED):
        worker.delete()
    else:
        worker.is_gone = True


_MARKS: tuple[tuple[str, Callable[[PodStatus], bool]], ...] = (
    ("Scheduled", lambda status: status.is_true(SCHEDULED)),
    ("Initialized", lambda status: status.is_true(INITIALIZED)),
    ("Running", lambda status: status.phase == RUNNING),
    ("Ready", lambda status: status.is_true(READY)),
)

_LAST_MARKS: tuple[tuple[str, Callable[[Moment], bool]], ...] = (
    ("Ended", lambda one: one.status.is_terminal),
    ("Deleted", lambda one: one.status.is_deleted),
    ("Gone", lambda one: one.is_gone),
)


def _milestones(moments: Sequence[Moment], min_ready: int, until: int) -> Iterator[Milestone]:
    found = [Milestone("Created", 0)]
    for name, has_come in _MARKS:
        second = next((one.second for one in moments if has_come(one.status)), None)
        if second is not None:
            found.append(Milestone(name, second))
    available = _available(moments, min_ready, until)
    if min_ready and available is not None:
        found.append(Milestone("Available", available))
    for name, has_ended in _LAST_MARKS:
        second = next((one.second for one in moments if has_ended(one)), None)
        if second is not None:
            found.append(Milestone(name, second))
    yield from sorted(found, key=lambda one: one.second)


def _available(moments: Sequence[Moment], min_ready: int, until: int) -> int | None:
    """When it has been ready for minReadySeconds. Mirrors IsPodAvailable, Kubernetes v1.36, pkg/api/v1/pod."""
    since: int | None = None
    for moment in (*moments, None):
        now = moment.second if moment else until
        if since is not None and now - since >= min_ready:
            return since + min_ready
        if moment is not None:
            is_ready = moment.status.is_true(READY) and not moment.status.is_deleted
            since = (now if since is None else since) if is_ready else None
    return None
