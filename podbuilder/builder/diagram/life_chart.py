"""A played life as a picture: a strip of what `kubectl get pods` says, and below it a row for each container.

Time is not drawn to scale: between two moments at which something changes there is more room if the time between them
is long, but not in proportion, for lives range from seconds to hours.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import pairwise
from math import log2

from django.utils.safestring import SafeString, mark_safe

from podbuilder.builder.diagram.layout import NARROW, WIDE
from podbuilder.builder.diagram.shapes import shorten, text_width
from podbuilder.kube.core.limits import SHOWN_LIVES
from podbuilder.kube.insight.probe_schedule import duration
from podbuilder.kube.lifecycle.journal import Check, Span
from podbuilder.kube.lifecycle.life import Life, Moment

WIDTHS = {"wide": WIDE, "narrow": NARROW}
EDGE, TOP, STRIP, NAME, BAR, TICK, GAP = 8.0, 22.0, 20.0, 18.0, 14.0, 8.0, 8.0
# Marks that get room of their own; the others lie between them.
_MOST_MARKS = 60
# The looks of words in the strip: what is well, what waits, and the rest, which is trouble.
_WELL = ("Running", "Completed", "gone")
_WAITING = ("Pending", "ContainerCreating", "PodInitializing", "Terminating", "NotReady", "SchedulingGated")


@dataclass(frozen=True)
class Period:
    """The row of kubectl from one second until another, but for its times."""

    start: int
    end: int
    status: str
    ready: str
    # It is told to stop, so that an end is no trouble.
    is_deleted: bool = False

    @property
    def look(self) -> str:
        """Which look the strip has: well, waiting or trouble."""
        is_waiting = self.status in _WAITING or re.fullmatch(r"Init:\d+/\d+", self.status) is not None
        is_waiting = is_waiting or self.is_deleted
        return "well" if self.status in _WELL else "waiting" if is_waiting else "trouble"


def periods(life: Life) -> list[Period]:
    """The rows in order, each as long as READY and STATUS stay the same."""
    found: list[Period] = []
    moments: Sequence[Moment] = life.moments
    ends = [one.second for one in moments[1:]] + [max(life.until, moments[-1].second)]
    for moment, end in zip(moments, ends, strict=True):
        status, ready = ("gone", "") if moment.is_gone else (moment.row.status, moment.row.ready)
        if found and (found[-1].status, found[-1].ready) == (status, ready):
            found[-1] = replace(found[-1], end=end)
        else:
            found.append(Period(moment.second, end, status, ready, moment.status.is_deleted))
    if found[-1].status == "gone":
        # What comes after its end takes no room.
        found[-1] = replace(found[-1], end=min(found[-1].end, found[-1].start + 5))
    return found


class _Scale:
    """Where a second lies."""

    def __init__(self, marks: Sequence[int], width: float) -> None:
        steps = [1 + log2(1 + later - earlier) for earlier, later in pairwise(marks)]
        unit = (width - 2 * EDGE) / (sum(steps) or 1)
        self._marks, self._places, x = list(marks), [EDGE], EDGE
        for step in steps:
            x += step * unit
            self._places.append(x)

    def __call__(self, second: int) -> float:
        after = min(max(bisect_right(self._marks, second), 1), len(self._marks) - 1)
        if not after:
            return self._places[0]
        start, end = self._marks[after - 1], self._marks[after]
        share = min(max((second - start) / (end - start), 0), 1)
        return self._places[after - 1] + share * (self._places[after] - self._places[after - 1])


def draw_life(life: Life, at: int) -> SafeString:
    """The pictures, wide and narrow, with a line at a second."""
    rows = periods(life)
    marks = sorted({0, *(one.start for one in rows), rows[-1].end})
    if len(marks) > _MOST_MARKS:
        marks = sorted({*marks[: _MOST_MARKS - 1], marks[-1]})
    drawn = (_draw(life, rows, marks, look, at) for look in WIDTHS)
    return mark_safe("".join(drawn))  # noqa: S308 - every word of the manifest below goes through escape()


def _draw(life: Life, rows: Sequence[Period], marks: Sequence[int], look: str, at: int) -> str:
    width, scale = float(WIDTHS[look]), _Scale(marks, float(WIDTHS[look]))
    parts = [*_axis(marks, scale, width), *_strip(rows, scale)]
    y = TOP + STRIP + GAP
    for container in life.pod.containers[:SHOWN_LIVES]:
        parts.append(_text(shorten(container.name, width - 2 * EDGE, "name"), EDGE, y + 12, "diagram__name"))
        spans = [one for one in life.spans if one.key == container.key]
        parts += _spans(spans, scale, y + NAME, rows[-1].end)
        parts += _checks([one for one in life.checks if one.key == container.key], scale, y + NAME + BAR + 1)
        y += NAME + BAR + TICK + GAP
    x = scale(min(at, rows[-1].end))
    parts.append(f'<path class="life__cursor" d="M{x:.1f} {TOP - 4:g}V{y:g}"/>')
    start = (
        f'<svg class="diagram__picture diagram__picture--{look} life__chart" viewBox="0 0 {width:g} {y + 2:g}" '
        f'role="img" aria-label="The life of the pod, told in the tables below">'
    )
    return f"{start}{''.join(parts)}</svg>"


def _text(words: str, x: float, y: float, kind: str) -> str:
    return f'<text class="{kind}" x="{x:.1f}" y="{y:g}">{escape(words)}</text>'


def _axis(marks: Sequence[int], scale: _Scale, width: float) -> Iterator[str]:
    taken = -1.0
    for mark in marks:
        words = duration(mark)
        left = min(max(0.0, scale(mark) - text_width(words) / 2), width - text_width(words))
        if left > taken:
            yield _text(words, left, TOP - 9, "diagram__quiet")
            taken = left + text_width(words) + 6


def _strip(rows: Sequence[Period], scale: _Scale) -> Iterator[str]:
    for row in rows:
        x, right = scale(row.start), scale(row.end)
        words = f"{row.status} {row.ready}".strip()
        said = f"<title>{escape(f'{duration(row.start)} to {duration(row.end)}: {words}')}</title>"
        shape = f"M{x:.1f} {TOP:g}H{max(right, x + 1):.1f}V{TOP + STRIP:g}H{x:.1f}z"
        yield f'<path class="life__row life__row--{row.look}" d="{shape}">{said}</path>'
        room = right - x - 8
        fitting = next((one for one in (words, row.status, row.ready) if text_width(one) <= room), "")
        if fitting:
            yield _text(fitting, x + 4, TOP + 14, "life__says")


def _spans(spans: Sequence[Span], scale: _Scale, y: float, until: int) -> Iterator[str]:
    for span in sorted(spans, key=lambda one: one.kind == "stop"):
        x, right = scale(span.start), scale(until if span.end is None else span.end)
        said = f"{_DOES[span.kind]}: {duration(span.start)} to {'the end' if span.end is None else duration(span.end)}"
        shape = f"M{x:.1f} {y:g}H{max(right, x + 1):.1f}V{y + BAR:g}H{x:.1f}z"
        yield f'<path class="life__bar life__bar--{span.kind}" d="{shape}"><title>{escape(said)}</title></path>'


_DOES = {"pull": "Its image is pulled", "run": "It runs", "stop": "It is stopped"}


def _checks(checks: Sequence[Check], scale: _Scale, y: float) -> Iterator[str]:
    """A short line for an answer, a cross for none; where many would lie on each other one stands for them."""
    drawn: set[tuple[int, bool]] = set()
    for check in checks:
        x = scale(check.second)
        place = (round(x / 3), check.is_success)
        if place in drawn:
            continue
        drawn.add(place)
        if check.is_success:
            yield f'<path class="life__check" d="M{x:.1f} {y + 1:g}v5"/>'
        else:
            yield f'<path class="life__check life__check--failed" d="M{x - 2:.1f} {y + 1:g}l4 5m0 -5l-4 5"/>'
