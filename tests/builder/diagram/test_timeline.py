"""The charts of a pod's start and stop."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest

from podbuilder.builder.diagram.layout import NARROW, WIDE
from podbuilder.builder.diagram.timeline import BAR, Chart, charts, events_in_words
from podbuilder.builder.diagram.timeline_svg import draw_timeline
from podbuilder.kube.insight.timeline import timeline
from podbuilder.kube.starters import starters
from tests.builder.diagram.pods import crowded

VERSION = "1.36"
STARTUP = {"startupProbe": {"periodSeconds": 10, "failureThreshold": 30}, "livenessProbe": {"initialDelaySeconds": 600}}
POD: dict[str, Any] = {
    "spec": {
        "terminationGracePeriodSeconds": 60,
        "initContainers": [
            {"name": "migrate"},
            {"name": "proxy", "restartPolicy": "Always", "startupProbe": {"initialDelaySeconds": 5}},
        ],
        "containers": [
            {"name": "web", "readinessProbe": {}, "lifecycle": {"preStop": {"sleep": {"seconds": 5}}}, **STARTUP},
        ],
    }
}


def assert_in_order(chart: Chart) -> None:
    """Nothing outside, no bar on another, no words on other words."""
    for bar in chart.bars:
        assert bar.x >= 0
        assert bar.right <= chart.width
        assert bar.y + BAR <= chart.height
    for one, other in combinations(chart.bars, 2):
        assert one.y != other.y or one.right <= other.x or other.right <= one.x, (one, other)
    for text in chart.texts:
        assert text.left >= 0, text
        assert text.left + text.width <= chart.width + 0.1, text
        assert text.y < chart.height
    for one, other in combinations(chart.texts, 2):
        assert one.y != other.y or one.left + one.width <= other.left or other.left + other.width <= one.left


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_nothing_overlaps(width: int) -> None:
    pods = [POD, *(starter.pod for starter in starters.all_starters()), *(crowded(n) for n in (1, 2, 5, 12, 30))]
    for pod in pods:
        for chart in charts(timeline(pod, VERSION), width).values():
            assert_in_order(chart)


def test_a_pod_without_containers_has_no_charts() -> None:
    assert charts(timeline({}, VERSION), WIDE) == {}
    assert "Nothing starts yet" in draw_timeline({}, VERSION)


def test_who_starts_later_stands_further_right() -> None:
    start = charts(timeline(POD, VERSION), WIDE)["start"]
    kinds = {bar.kind: bar for bar in start.bars if bar.kind != "run"}
    first, second = (bar for bar in start.bars if bar.kind == "run")
    assert kinds["task"].right == kinds["start"].x
    assert kinds["start"].right == first.x == second.x
    assert first.is_open
    assert kinds["task"].is_guess


def test_probes_that_begin_close_together_are_told_below_each_other() -> None:
    probes = {"readinessProbe": {"initialDelaySeconds": 1}, "livenessProbe": {"initialDelaySeconds": 2}}
    start = charts(timeline({"spec": {"containers": [{"name": "web", **probes}]}}, VERSION), NARROW)["start"]
    (bar,) = (bar for bar in start.bars if bar.kind == "run")
    first, second = (text for text in start.texts if text.text.endswith("from here"))
    assert bar.y + BAR < first.y < second.y < start.height


def test_the_words_of_the_chart() -> None:
    found = charts(timeline(POD, VERSION), WIDE)
    start = [text.text for text in found["start"].texts]
    assert "startup probe, up to 5 min" in start
    assert {"migrate", "proxy", "web", "0 s", "≈ 10 s"} <= set(start)
    stop = [text.text for text in found["stop"].texts]
    assert stop[0] == "0 s"
    assert {"5 s", "preStop", "killed at 60 s"} <= set(stop)
    assert "migrate" not in stop


def test_the_same_in_order_of_time() -> None:
    stopping = events_in_words(timeline(POD, VERSION).stopping)
    assert [(when, who) for when, who, _ in stopping] == [
        ("0 s", "web"),
        ("5 s", "web"),
        ("15 s", "proxy"),
        ("60 s", ""),
    ]


def test_a_chart_is_an_image_with_a_list_behind_it() -> None:
    html = draw_timeline(POD, VERSION, name="life")
    assert html.count('role="img"') == 4
    assert 'id="life-start-words"' in html
    assert "<li><b>60 s</b> After 60 s, whatever still runs is killed.</li>" in html
    assert draw_timeline(POD, VERSION, looks=("narrow",)).count("<svg") == html.count("<svg") - 2


def test_names_are_escaped() -> None:
    html = draw_timeline({"spec": {"containers": [{"name": "<b>"}]}}, VERSION)
    assert "<b>:" not in html
    assert "&lt;b&gt;" in html
