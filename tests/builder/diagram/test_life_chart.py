"""A played life as a picture."""

from __future__ import annotations

import re

from podbuilder.builder.diagram.life_chart import Period, draw_life, periods
from tests.kube.lifecycle.plays import APP, pod_of, rehearse


def test_the_strip_has_a_stretch_for_each_row_of_kubectl() -> None:
    found = periods(rehearse(pod_of()))
    assert [(one.start, one.end, one.status, one.ready, one.look) for one in found] == [
        (0, 1, "Pending", "0/1", "waiting"),
        (1, 8, "ContainerCreating", "0/1", "waiting"),
        (8, 120, "Running", "1/1", "well"),
        (120, 122, "Terminating", "1/1", "waiting"),
        (122, 123, "Error", "0/1", "waiting"),
        (123, 128, "gone", "", "well"),
    ]


def test_trouble_looks_like_trouble() -> None:
    assert Period(0, 1, "Init:0/2", "0/1").look == "waiting"
    assert Period(0, 1, "Init:Error", "0/1").look == "trouble"
    assert Period(0, 1, "CrashLoopBackOff", "0/1").look == "trouble"
    assert Period(0, 1, "Completed", "0/1").look == "well"


def test_both_pictures_have_bars_checks_and_the_moment() -> None:
    probe = {"readinessProbe": {"tcpSocket": {"port": 80}, "periodSeconds": 5}}
    html = draw_life(rehearse(pod_of({**APP, "name": "<app>", **probe})), 60)
    assert re.findall(r"diagram__picture--(\w+)", html) == ["wide", "narrow"]
    for kind in ("pull", "run", "stop"):
        assert html.count(f"life__bar--{kind}") == 2
    assert "life__check--failed" in html
    assert html.count("life__cursor") == 2
    assert "&lt;app&gt;" in html
    assert "style=" not in html


def test_all_stays_within_the_picture() -> None:
    for slug in ("exit-1", "image-missing", "node-lost"):
        html = draw_life(rehearse(pod_of(), slug, until=7200), 10_000)
        for picture in html.split("<svg")[1:]:
            (width,) = map(float, re.findall(r'viewBox="0 0 (\d+)', picture))
            places = [float(x) for x in re.findall(r'd="M(-?[\d.]+)', picture)]
            assert min(places) >= 0
            assert max(places) <= width


def test_what_is_over_at_once_is_drawn_too() -> None:
    html = draw_life(rehearse(pod_of(), "no-node", delete=1, until=1), 0)
    assert "life__row" in html
