"""How a pod starts and stops, second by second, as far as its numbers say: data for a drawing or a table.

Init containers run in turn; a native sidecar lets the next one start once it has started. The app containers start
together. Times that the pod does not give, such as how long a task runs, are guesses and marked as such.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from podbuilder.kube.core import feature_gates
from podbuilder.kube.core.document import get
from podbuilder.kube.core.field import Document, FieldPath
from podbuilder.kube.core.pod_containers import (
    CONTAINERS,
    INIT_CONTAINERS,
    Visited,
    is_native_sidecar,
    visit_containers,
)
from podbuilder.kube.insight.probe_schedule import duration, probe_timing

# In seconds, for a time that the pod does not give.
GUESS = 10
_DEFAULT_GRACE = 30
_PROBES = (("startupProbe", "startup"), ("readinessProbe", "readiness"), ("livenessProbe", "liveness"))


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens to a container, in seconds from the beginning; `end` is None for a single moment."""

    path: FieldPath
    container: str
    # task, start, run, startup, readiness, liveness; preStop, stop, kill
    kind: str
    start: int
    end: int | None
    label: str
    is_guess: bool = False


@dataclass(frozen=True, slots=True)
class Timeline:
    """The two halves of a pod's life; the times of `stopping` count from its deletion."""

    starting: tuple[Event, ...]
    stopping: tuple[Event, ...]
    # When the app containers start, and the grace period, which is the last second of all.
    app_starts: int
    grace: int


def timeline(pod: Document, version: str) -> Timeline:
    """The start and stop of a pod, defaulted or not."""
    native = feature_gates.enabled("SidecarContainers", version)
    starting = list(_init(pod, native))
    app_starts = max((e.end for e in starting if e.kind in ("task", "start") and e.end is not None), default=0)
    for visited in visit_containers(pod, (CONTAINERS,)):
        starting += _running(visited, app_starts)
    grace = _grace(pod)
    return Timeline(tuple(starting), tuple(_stopping(pod, native, grace)), app_starts, grace)


def _init(pod: Document, native: bool) -> Iterator[Event]:
    now = 0
    for visited in visit_containers(pod, (INIT_CONTAINERS,)):
        path, container, kind = visited
        name = str(container.get("name", ""))
        if native and is_native_sidecar(container, kind):
            until, label, is_guess = _started(container, now)
            yield Event(path, name, "start", now, until, label, is_guess)
            yield from _running(visited, now)
            now = until
        else:
            label = "Runs to its end, which takes an unknown time."
            yield Event(path, name, "task", now, now + GUESS, label, is_guess=True)
            now += GUESS


def _started(container: dict[str, Any], now: int) -> tuple[int, str, bool]:
    """When a native sidecar counts as started, so that the next container may start."""
    probe = container.get("startupProbe")
    timing = probe_timing(probe) if isinstance(probe, dict) else None
    if timing is None:
        return now, "Has no startup probe: the next container starts at once.", False
    latest = duration(timing.deadline)
    return now + max(timing.first_check, 1), f"The next container waits for its startup probe, up to {latest}.", True


def _running(visited: Visited, start: int) -> Iterator[Event]:
    path, container, _ = visited
    name = str(container.get("name", ""))
    yield Event(path, name, "run", start, None, "Starts.")
    held, is_guess = start, False
    for field, kind in _PROBES:
        probe = container.get(field)
        timing = probe_timing(probe) if isinstance(probe, dict) else None
        if timing is None:
            continue
        # The other probes begin once the startup probe has succeeded.
        first = max(held, start + timing.first_check)
        every = duration(timing.interval)
        if kind == "startup":
            end = start + timing.deadline
            label = f"Startup probe: checks every {every}, for up to {duration(timing.deadline)} in all."
            yield Event(path.child(field), name, kind, first, end, label)
            held, is_guess = start + max(timing.first_check, 1), True
        else:
            label = f"{kind.capitalize()} probe begins: checks every {every}."
            yield Event(path.child(field), name, kind, first, None, label, is_guess)


def _grace(pod: Document) -> int:
    grace = get(pod, ("spec", "terminationGracePeriodSeconds"), _DEFAULT_GRACE)
    return grace if type(grace) is int and grace >= 0 else _DEFAULT_GRACE


def _stopping(pod: Document, native: bool, grace: int) -> Iterator[Event]:
    """Apps together, then native sidecars in reverse order; whatever runs at the end of the grace period is killed."""
    apps_end = 0
    apps = list(visit_containers(pod, (CONTAINERS,)))
    for visited in apps:
        events = list(_stop(visited, 0, grace))
        apps_end = max(apps_end, *(e.end or e.start for e in events))
        yield from events
    now = min(apps_end, grace)
    inits = visit_containers(pod, (INIT_CONTAINERS,))
    for visited in reversed([v for v in inits if native and is_native_sidecar(v.container, v.kind)]):
        events = list(_stop(visited, now, grace))
        yield from events
        now = min(max(e.end or e.start for e in events), grace)
    for visited in apps[:1]:
        yield Event(
            visited.path.parent.parent,
            "",
            "kill",
            grace,
            None,
            f"After {duration(grace)}, whatever still runs is killed.",
        )


def _stop(visited: Visited, start: int, grace: int) -> Iterator[Event]:
    path, container, kind = visited
    name = str(container.get("name", ""))
    hook = get(container, ("lifecycle", "preStop"))
    now = start
    if isinstance(hook, dict) and hook:
        seconds = get(hook, ("sleep", "seconds"))
        known = type(seconds) is int and seconds >= 0
        length = seconds if known else GUESS
        end = min(start + length, grace)
        label = f"preStop sleeps for {duration(seconds)}." if known else "preStop runs for an unknown time."
        yield Event(path.child("lifecycle", "preStop"), name, "preStop", start, end, label, is_guess=not known)
        now = end
    signal = get(container, ("lifecycle", "stopSignal")) or "SIGTERM"
    whose = "the app has stopped" if kind == INIT_CONTAINERS else "the pod is deleted"
    when = f"{signal} when {whose}" if now == start else f"{signal} after the hook"
    yield Event(
        path, name, "stop", now, min(now + GUESS, grace), f"{when}; how long stopping takes is unknown.", is_guess=True
    )
