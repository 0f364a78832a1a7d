"""The charts of a pod's start and stop as SVG and in words."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from podbuilder.builder.diagram.layout import NARROW, WIDE
from podbuilder.builder.diagram.shapes import Text
from podbuilder.builder.diagram.timeline import BAR, Bar, Chart, Upright, charts, events_in_words
from podbuilder.kube.core.field import Document
from podbuilder.kube.insight.timeline import timeline

WIDTHS = {"wide": WIDE, "narrow": NARROW}
TITLES = {"start": "Startup", "stop": "Shutdown"}
ABOUT = {
    "start": "Time since the images were pulled, not to scale",
    "stop": "Time since the pod was deleted, not to scale",
}


def draw_timeline(
    pod: Document, version: str, *, name: str = "timeline", looks: Sequence[str] = ("wide", "narrow")
) -> SafeString:
    """The timeline of a pod, for any page. The arguments are those of `draw_diagram`."""
    line = timeline(pod, version)
    drawn = {look: charts(line, WIDTHS[look]) for look in looks}
    halves = [
        {
            "name": f"{name}-{half}",
            "title": TITLES[half],
            "about": ABOUT[half],
            "drawn": [_svg(drawn[look][half], f"{TITLES[half]} of the pod", look) for look in looks],
            "words": events_in_words(events),
            "has_guess": any(bar.is_guess for bar in drawn[looks[0]][half].bars),
        }
        for half, events in (("start", line.starting), ("stop", line.stopping))
        if events
    ]
    context = {"halves": halves, "has_choice": "wide" in looks and "narrow" in looks}
    return SafeString(render_to_string("builder/_timeline.html", context))


def _svg(chart: Chart, title: str, look: str) -> SafeString:
    parts = [
        f'<svg class="diagram__picture diagram__picture--{look} timeline"'
        f' viewBox="0 0 {chart.width:g} {chart.height:g}" role="img" aria-label="{escape(title)}">',
        *(_upright(one) for one in chart.uprights if one.kind != "begins"),
        *map(_bar, chart.bars),
        *(_upright(one) for one in chart.uprights if one.kind == "begins"),
        *map(_text, chart.texts),
        "</svg>",
    ]
    return mark_safe("".join(parts))  # noqa: S308 - every word of the manifest above went through escape()


def _upright(one: Upright) -> str:
    return f'<path class="timeline__{one.kind}" d="M{one.x:g} {one.top:g}V{one.bottom:g}"/>'


def _bar(bar: Bar) -> str:
    guess = " timeline__bar--guess" if bar.is_guess else ""
    x, y, right, bottom = bar.x, bar.y, bar.right, bar.y + BAR
    if bar.is_open:
        shape = f"M{x:g} {y:g}H{right - 6:g}L{right:g} {(y + bottom) / 2:g}L{right - 6:g} {bottom:g}H{x:g}z"
    else:
        shape = f"M{x:g} {y:g}H{right:g}V{bottom:g}H{x:g}z"
    title = f"<title>{escape(bar.says)}</title>"
    return f'<path class="timeline__bar timeline__bar--{bar.kind}{guess}" d="{shape}">{title}</path>'


def _text(text: Text) -> str:
    look = f' class="diagram__{text.kind}"' if text.kind != "plain" else ""
    return f'<text{look} x="{text.x:g}" y="{text.y:g}">{escape(text.text)}</text>'
