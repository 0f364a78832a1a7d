"""The start and the stop of a pod as two charts: a row for each container, time from left to right.

Time is not drawn to scale: a long wait takes more room than a short one, but not in proportion, because a pod's times
range from seconds to minutes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import log2

from podbuilder.builder.diagram.shapes import Text, shorten, text_width
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.insight.probe_schedule import duration
from podbuilder.kube.insight.timeline import Event, Timeline

EDGE, TOP = 8.0, 24.0
NAME, BAR, LANE, GAP = 17.0, 16.0, 16.0, 9.0
# The events drawn as bars, with the text in each if it fits. Probes are marks with their text beneath.
IN_BAR = {"task": "runs to its end", "start": "starts", "run": "runs", "preStop": "preStop", "stop": "stops"}


@dataclass(frozen=True, slots=True)
class Bar:
    """Something that takes time. `is_open` if it continues beyond the chart."""

    kind: str
    x: float
    y: float
    width: float
    is_guess: bool
    is_open: bool
    says: str

    @property
    def right(self) -> float:
        return self.x + self.width


@dataclass(frozen=True, slots=True)
class Upright:
    """A vertical line: a time of the axis ("tick"), the start of a probe ("begins"), or the end ("kill")."""

    kind: str
    x: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Chart:
    """One half of a pod's life, in the units of a picture."""

    width: float
    height: float
    bars: tuple[Bar, ...]
    uprights: tuple[Upright, ...]
    texts: tuple[Text, ...]


@dataclass
class TimelineRow:
    """The events of one container."""

    name: str
    path: FieldPath
    events: list[Event] = field(default_factory=list)


def chart(events: Sequence[Event], width: float) -> Chart:
    """A chart of these events in this width."""
    kill = next((e.start for e in events if e.kind == "kill"), None)
    places = _places(events, width)
    texts = list(_axis(events, places, width, kill))
    bars: list[Bar] = []
    begins: list[Upright] = []
    y = TOP + 2
    for row in timeline_rows(events):
        texts.append(Text(shorten(row.name or "unnamed", width - 2 * EDGE, "name"), EDGE, y + 12, "name"))
        top = y + NAME
        found = _bars(row, places, top, width)
        bars += found
        texts += [t for bar in found if (t := _bar_text(bar)) is not None]
        words, marks, lanes = _moments(row, places, top + BAR, width)
        texts += words
        begins += marks
        y = top + BAR + lanes * LANE + GAP
    ticks = [Upright("kill" if at == kill else "tick", x, TOP, y - GAP / 2) for at, x in places.items()]
    return Chart(width, y, tuple(bars), (*ticks, *begins), tuple(texts))


def timeline_rows(events: Iterable[Event]) -> list[TimelineRow]:
    """The containers with their events, in the order of their first events."""
    found: dict[FieldPath, TimelineRow] = {}
    for event in events:
        if event.kind != "kill":
            # The path of a probe or hook starts with that of its container: spec, list, number.
            path = FieldPath(event.path[:3])
            found.setdefault(path, TimelineRow(event.container, path)).events.append(event)
    return list(found.values())


def _places(events: Sequence[Event], width: float) -> dict[int, float]:
    """The x of each time at which something happens, with room behind the last one for what continues."""
    times = sorted({0} | {t for e in events for t in (e.start, e.end) if t is not None})
    steps = [1 + log2(1 + later - earlier) / 2 for earlier, later in pairwise(times)]
    is_open = any(e.kind == "run" for e in events)
    room = width - 2 * EDGE - (width / 4 if is_open else 0)
    unit = room / sum(steps) if steps else 0
    found, x = {}, EDGE
    for time, step in zip(times, [*steps, 0.0], strict=True):
        found[time] = x
        x += step * unit
    return found


def _axis(events: Sequence[Event], places: dict[int, float], width: float, kill: int | None) -> Iterable[Text]:
    """The labels of the times that have room; "≈" marks a time that follows something of unknown length."""
    unsure = min((e.end for e in events if e.is_guess and e.end is not None and e.end > e.start), default=None)
    taken = -1.0
    kept = _words(kill, kill, unsure) if kill is not None else ""
    for time, x in places.items():
        words = _words(time, kill, unsure)
        left = min(max(0.0, x - text_width(words) / 2), width - text_width(words))
        until = width - text_width(kept) - 6 if kept and time != kill else width
        if left > taken and left + text_width(words) <= until + 0.01:
            yield Text(words, left, TOP - 9, "quiet")
            taken = left + text_width(words) + 6


def _words(time: int, kill: int | None, unsure: int | None) -> str:
    if time == kill:
        return f"killed at {duration(time)}"
    return f"≈ {duration(time)}" if unsure is not None and time >= unsure else duration(time)


def _bars(row: TimelineRow, places: dict[int, float], y: float, width: float) -> list[Bar]:
    """The bars of a container in order; a native sidecar's "run" begins when it has started."""
    started = max((e.end for e in row.events if e.kind == "start" and e.end is not None), default=None)
    found = []
    for event in row.events:
        if event.kind not in IN_BAR:
            continue
        start, is_open = event.start, event.kind == "run"
        if is_open and started is not None:
            start = started
        x = places[start]
        until = width - EDGE if is_open or event.end is None else places[event.end]
        if until > x:
            found.append(Bar(event.kind, x, y, until - x, event.is_guess, is_open, event.label))
    return found


def _bar_text(bar: Bar) -> Text | None:
    words = IN_BAR[bar.kind]
    room = bar.width - (14 if bar.is_open else 8)
    return Text(words, bar.x + 5, bar.y + 12) if text_width(words) <= room else None


def _moments(
    row: TimelineRow, places: dict[int, float], y: float, width: float
) -> tuple[list[Text], list[Upright], int]:
    """Labels for the probes that begin, those of one time together, in as many lanes as they need."""
    texts: list[Text] = []
    marks = []
    ends: list[float] = []
    for time, said in _begins(row):
        words = shorten(said, width - 2 * EDGE - 12)
        x = max(EDGE, min(places[time] + 4, width - EDGE - text_width(words)))
        lane = next((n for n, end in enumerate(ends) if end < x), len(ends))
        ends[lane : lane + 1] = [x + text_width(words) + 6]
        texts.append(Text(words, x, y + LANE * lane + 13, "quiet"))
        marks.append(Upright("begins", places[time], y - BAR, y + LANE * lane + 15))
    return texts, marks, len(ends)


def _begins(row: TimelineRow) -> list[tuple[int, str]]:
    """When probes begin, and which ones: the startup probe first, because the others wait for it."""
    started = min((e.start for e in row.events if e.kind == "run"), default=0)
    found = [
        (e.start, f"startup probe, up to {duration(e.end - started)}")
        for e in row.events
        if e.kind == "startup" and e.end is not None
    ]
    later: dict[int, list[str]] = {}
    for event in row.events:
        if event.kind in ("readiness", "liveness"):
            later.setdefault(event.start, []).append(event.kind)
    return found + [(time, f"{' and '.join(kinds)} from here") for time, kinds in sorted(later.items())]


def charts(line: Timeline, width: float) -> dict[str, Chart]:
    """The charts of the start and of the stop; one without events is left out."""
    halves = {"start": line.starting, "stop": line.stopping}
    return {name: chart(events, width) for name, events in halves.items() if events}


def events_in_words(events: Iterable[Event]) -> list[tuple[str, str, str]]:
    """The events in order of time: when, which container, and what happens."""
    ordered = sorted(events, key=lambda event: event.start)
    return [(duration(e.start), e.container, e.label) for e in ordered]
