"""What is noted while a pod is played: events as the API keeps them, what each container did, and checks of probes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from podbuilder.kube.lifecycle.age import age

NORMAL, WARNING = "Normal", "Warning"
EVENT_HEAD = ("Type", "Reason", "Age", "From", "Message")


class LifeEvent(NamedTuple):
    """An event about the pod. `field_path` names the container that it concerns."""

    second: int
    type: str
    reason: str
    source: str
    message: str
    field_path: str = ""


class Span(NamedTuple):
    """What a container does for a while; `end` is None where it goes on when the play is over."""

    key: int
    # pull, run, stop
    kind: str
    start: int
    end: int | None


class Check(NamedTuple):
    """One check of a probe."""

    second: int
    key: int
    kind: str
    is_success: bool


class EventRow(NamedTuple):
    """An event as `kubectl describe pod` lists it, all its repetitions in one row."""

    type: str
    reason: str
    age: str
    source: str
    message: str


@dataclass(slots=True)
class Journal:
    """Only ever added to."""

    events: list[LifeEvent] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)


def event_rows(events: Sequence[LifeEvent], now: int, *, has_field_paths: bool) -> list[EventRow]:
    """The events up to a second as kubectl describes them, the one that happened last at the end.

    Mirrors DescribeEvents, kubectl v1.36, and the counting of client-go's tools/record, which keeps one event for those
    that say the same of the same. has_field_paths: whether a container is named before the message.
    """
    seen: dict[tuple[str, ...], list[int]] = {}
    for event in events:
        if event.second <= now:
            seen.setdefault(event[1:], []).append(event.second)
    rows = sorted(seen.items(), key=lambda item: item[1][-1])
    return [_row(what, when, now, has_field_paths) for what, when in rows]


def _row(what: tuple[str, ...], when: Sequence[int], now: int, has_field_paths: bool) -> EventRow:
    kind, reason, source, message, field_path = what
    last = age(now - when[-1])
    told = f"{last} (x{len(when)} over {age(now - when[0])})" if len(when) > 1 else last
    lead = f"{field_path}: " if field_path and has_field_paths else ""
    return EventRow(kind, reason, told, source, lead + message)


def columns(head: Sequence[str], rows: Iterable[Sequence[str]], gap: int = 3) -> str:
    """A table of plain text with the columns as wide as they must be, as kubectl prints one."""
    lines = [tuple(head), *(tuple(row) for row in rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(head))]
    return "\n".join((" " * gap).join(c.ljust(w) for c, w in zip(line, widths, strict=True)).rstrip() for line in lines)
