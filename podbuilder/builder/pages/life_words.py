"""A life in words: the state of each container at a moment, and what each does all the while."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from podbuilder.kube.core.limits import SHOWN_LIVES
from podbuilder.kube.insight.probe_schedule import duration
from podbuilder.kube.lifecycle.container_status import ContainerStatus, Running, Terminated, Waiting
from podbuilder.kube.lifecycle.journal import Check, Span
from podbuilder.kube.lifecycle.life import Life
from podbuilder.kube.lifecycle.pod_status import PodStatus

# Of the spans and the checks of a container, so many are told; a container that crashes does the same again and again.
_TOLD = 12
_DOES = {"pull": "Image pulled", "run": "Runs", "stop": "Is stopped"}


class ContainerRow(NamedTuple):
    """A container as `kubectl describe pod` has it."""

    name: str
    state: str
    last: str
    is_ready: bool
    restarts: int
    message: str


class ContainerDeeds(NamedTuple):
    """What a container does, in order, and what its probes find."""

    name: str
    kind: str
    spans: list[str]
    probes: list[tuple[str, str]]


def container_rows(status: PodStatus, now: int) -> list[ContainerRow]:
    """The containers at a moment, in the order of the manifest."""
    return [_row(one, now) for one in (*status.init, *status.containers)]


def _row(one: ContainerStatus, now: int) -> ContainerRow:
    message = one.state.message if isinstance(one.state, Waiting | Terminated) else ""
    last = _state(one.last, now) if one.last else ""
    return ContainerRow(one.name, _state(one.state, now), last, one.is_ready, one.restarts, message)


def _state(state: Waiting | Running | Terminated, now: int) -> str:
    if isinstance(state, Waiting):
        return f"Waiting: {state.reason}"
    if isinstance(state, Running):
        return f"Running for {duration(now - state.since)}"
    told = f"Terminated: {state.reason}, exit code {state.exit_code}"
    return told if state.finished is None else f"{told}, {duration(now - state.finished)} ago"


def deeds(life: Life) -> list[ContainerDeeds]:
    """What each container does; those beyond the shown ones are left out."""
    return [
        ContainerDeeds(
            one.name,
            "sidecar" if one.is_sidecar else "init container" if one.is_init else "container",
            _spans([span for span in life.spans if span.key == one.key]),
            [
                (probe.kind, _checks([c for c in life.checks if (c.key, c.kind) == (one.key, probe.kind)]))
                for probe in one.probes
            ],
        )
        for one in life.pod.containers[:SHOWN_LIVES]
    ]


def _spans(spans: Sequence[Span]) -> list[str]:
    ordered = sorted(spans, key=lambda one: (one.start, one.kind == "stop"))
    told = [f"{_DOES[one.kind]} from {duration(one.start)} {_until(one)}" for one in ordered[:_TOLD]]
    return [*told, *([f"And {len(ordered) - _TOLD} more"] if len(ordered) > _TOLD else [])] or ["Does nothing"]


def _until(span: Span) -> str:
    return "on" if span.end is None else f"to {duration(span.end)}"


def _checks(checks: Sequence[Check]) -> str:
    """The checks in order, those with one answer together: "fails at 8 s, succeeds from 12 s to 60 s"."""
    told = list(_runs(sorted(checks)))
    more = f", and {len(told) - _TOLD} more changes" if len(told) > _TOLD else ""
    return ", ".join(told[:_TOLD]) + more if told else "is never asked"


def _runs(checks: Sequence[Check]) -> Iterator[str]:
    for is_success, group in groupby(checks, key=lambda one: one.is_success):
        times = [one.second for one in group]
        verb = "succeeds" if is_success else "fails"
        if times[0] == times[-1]:
            yield f"{verb} at {duration(times[0])}"
        else:
            yield f"{verb} from {duration(times[0])} to {duration(times[-1])} ({len(times)} checks)"
