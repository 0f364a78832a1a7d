"""The course's table of phases, with what a played life does in each, and the arrows between them."""

from __future__ import annotations

from typing import NamedTuple

from podbuilder.kube.insight.probe_schedule import duration
from podbuilder.kube.lifecycle.life import Life

_PHASES = {
    "Pending": "Accepted, and not running: it waits for a node, its volumes, its images or its init containers.",
    "Running": "On a node, and at least one container runs, starts or is started again.",
    "Succeeded": "All containers have ended without an error and are not started again.",
    "Failed": "All containers have ended, at least one of them with an error, or the pod was ended from outside.",
    "Unknown": "Nobody knows how it is. Kubernetes sets it no longer: on a lost node a pod keeps its phase, not Ready.",
}


class PhaseRow(NamedTuple):
    """A phase: its name, what it means, and when this pod is in it."""

    name: str
    about: str
    when: str


def phase_rows(life: Life) -> list[PhaseRow]:
    """The phases in the order of the course."""
    times: dict[str, list[str]] = {}
    last, since = "", 0
    for moment in life.moments:
        phase = "" if moment.is_gone else moment.status.phase
        if phase != last:
            if last:
                times.setdefault(last, []).append(f"{duration(since)} to {duration(moment.second)}")
            last, since = phase, moment.second
    if last:
        times.setdefault(last, []).append(f"from {duration(since)} on")
    return [PhaseRow(name, about, ", ".join(times.get(name, []))) for name, about in _PHASES.items()]
