"""The charts of a pod's start and stop, as SVG and in words."""

from __future__ import annotations

import re
from typing import Any

import pytest

from podbuilder.builder.diagram.layout import NARROW, WIDE
from podbuilder.builder.diagram.shapes import Text
from podbuilder.builder.diagram.timeline import BAR, Bar, Upright
from podbuilder.builder.diagram.timeline_svg import _bar, _text, _upright, draw_timeline
from tests.support.pods import make_pod

POD = make_pod(("spec.containers", [{"name": "<b>", "readinessProbe": {"tcpSocket": {"port": 80}}}]))
VERSION = "1.36"


def test_a_pod_without_containers_has_no_chart() -> None:
    html = draw_timeline({}, VERSION)
    assert "Nothing starts yet" in html
    assert "<svg" not in html


def test_both_halves_are_drawn_in_both_looks() -> None:
    html = draw_timeline(POD, VERSION, name="life")
    looks = re.findall(r'<svg class="diagram__picture diagram__picture--(\w+) timeline" viewBox="0 0 (\d+) ', html)
    assert looks == [("wide", str(WIDE)), ("narrow", str(NARROW))] * 2
    assert (
        re.findall(r'role="img" aria-label="([^"]+)"', html) == ["Startup of the pod"] * 2 + ["Shutdown of the pod"] * 2
    )
    assert "Time since the images were pulled, not to scale" in html
    assert "Time since the pod was deleted, not to scale" in html
    assert {'id="life-start-words"', 'id="life-stop-words"'} <= set(re.findall(r'id="[^"]+-words"', html))


@pytest.mark.parametrize("look", ["wide", "narrow"])
def test_one_look_alone(look: str) -> None:
    html = draw_timeline(POD, VERSION, looks=(look,))
    assert re.findall(r"diagram__picture--(\w+)", html) == [look, look]


def test_words_of_the_manifest_are_escaped() -> None:
    html = draw_timeline(POD, VERSION)
    assert "<b>:" not in html
    assert "&lt;b&gt;" in html


def bar(**more: Any) -> Bar:
    return Bar(
        **{"kind": "run", "x": 10, "y": 20, "width": 40.5, "says": "a < b", "is_open": False, "is_guess": False, **more}
    )


def test_a_bar_is_a_box_or_an_arrow_and_may_be_a_guess() -> None:
    bottom = 20 + BAR
    assert _bar(bar()) == (
        f'<path class="timeline__bar timeline__bar--run" d="M10 20H50.5V{bottom:g}H10z"><title>a &lt; b</title></path>'
    )
    arrow = f"M10 20H44.5L50.5 {20 + BAR / 2:g}L44.5 {bottom:g}H10z"
    assert f'd="{arrow}"' in _bar(bar(is_open=True))
    assert 'class="timeline__bar timeline__bar--task timeline__bar--guess"' in _bar(bar(kind="task", is_guess=True))


def test_uprights_and_texts() -> None:
    assert _upright(Upright("begins", 3, 1, 9.5)) == '<path class="timeline__begins" d="M3 1V9.5"/>'
    assert _text(Text("a & b", 1, 2)) == '<text x="1" y="2">a &amp; b</text>'
    assert _text(Text("a", 1, 2, "quiet")) == '<text class="diagram__quiet" x="1" y="2">a</text>'
