"""Where the boxes, lines and words of a diagram stand."""

from __future__ import annotations

import gzip
import json
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from podbuilder.builder.diagram.layout import NARROW, WIDE, lay_out, pictures, plan
from podbuilder.builder.diagram.shapes import DiagramBox, Picture, shorten, text_width
from podbuilder.kube.insight.connections import wiring
from podbuilder.kube.roles.recognition import roles
from podbuilder.kube.starters import starters
from tests.builder.diagram.pods import crowded

VERSION = "1.36"
LEGIBLE = 11
ACCEPTED = Path(__file__).parent.parent / "accepted.jsonl.gz"


def drawn(pod: dict[str, Any], width: int) -> Picture:
    return lay_out(plan(wiring(pod), roles(pod, VERSION)), width)


def assert_in_order(picture: Picture) -> None:
    """No box on another or outside the frame, no words outside their box, no line through a box."""
    x, y, width, height = picture.frame
    assert picture.height >= y + height
    assert picture.width >= x + width
    for one, other in combinations(picture.boxes, 2):
        apart = one.right <= other.x or other.right <= one.x or one.bottom <= other.y or other.bottom <= one.y
        assert apart, f"{one.says} on {other.says}"
    for box in picture.boxes:
        assert x <= box.x
        assert box.right <= x + width
        assert y <= box.y
        assert box.bottom <= y + height
        for text in box.texts:
            assert box.x <= text.left, text
            assert text.left + text.width <= box.right, text
            assert box.y < text.y < box.bottom, text
        assert_apart(box)
    for text in picture.texts:
        assert text.left >= 0, text
        assert text.left + text.width <= picture.width, text
        assert 0 < text.y < picture.height, text
    for line in picture.lines:
        for segment in line.segments:
            assert not [box.says for box in picture.boxes if is_within(segment, box)], line


def assert_apart(box: DiagramBox) -> None:
    """No two words of a box on each other."""
    for one, other in combinations(box.texts, 2):
        if one.y == other.y:
            assert one.left + one.width <= other.left or other.left + other.width <= one.left, (one, other)


def is_within(segment: tuple[float, float, float, float], box: DiagramBox) -> bool:
    x1, x2 = sorted(segment[::2])
    y1, y2 = sorted(segment[1::2])
    return x1 < box.right and x2 > box.x and y1 < box.bottom and y2 > box.y


@pytest.mark.parametrize("count", range(1, 31))
def test_nothing_overlaps_in_pods_of_any_size(count: int) -> None:
    for volumes in (0, 3, 20):
        for width in (NARROW, WIDE):
            assert_in_order(drawn(crowded(count, volumes), width))


@pytest.mark.parametrize("starter", starters.all_starters(), ids=lambda starter: starter.slug)
def test_nothing_overlaps_in_a_starter(starter: starters.Starter) -> None:
    for picture in pictures(plan(wiring(starter.pod), roles(starter.pod, VERSION))).values():
        assert_in_order(picture)
        shown = {box.path for box in picture.boxes}
        wired = wiring(starter.pod)
        assert shown == {c.path for c in wired.containers} | {v.path for v in wired.volumes}


def test_nothing_overlaps_in_pods_that_a_server_accepted() -> None:
    rows = gzip.decompress(ACCEPTED.read_bytes()).decode().splitlines()
    for row in rows[::7]:
        for width in (NARROW, WIDE):
            assert_in_order(drawn(json.loads(row)["pod"], width))


def test_letters_are_legible_on_a_phone() -> None:
    """The narrow picture is shown 306 pixels wide at 360, and the wide one from 556 on."""
    assert 12 * 306 / NARROW >= LEGIBLE
    assert 12 * 556 / WIDE >= LEGIBLE


def test_a_pod_without_containers_is_a_frame() -> None:
    for pod in ({}, {"spec": {"volumes": [{"name": "data", "emptyDir": {}}]}}):
        for width in (NARROW, WIDE):
            assert_in_order(drawn(pod, width))


def test_a_lonely_container_has_its_volumes_beside_it() -> None:
    pod = starters.find("web-app")
    assert pod is not None
    app, volume = drawn(pod.pod, WIDE).boxes[:2]
    assert volume.x > app.right
    assert volume.y == app.y


def test_volumes_below_the_containers_are_headed_at_their_left_edge() -> None:
    for count in (5, 12):
        picture = drawn(crowded(count), WIDE)
        (heading,) = (text for text in picture.texts if text.text == "Volumes")
        volumes = [box for box in picture.boxes if box.look.startswith("volume")]
        assert heading.x == min(box.x for box in volumes) == min(box.x for box in picture.boxes)
        assert 0 < min(box.y for box in volumes) - heading.y < 20


def test_what_starts_in_turn_stands_above_what_starts_then() -> None:
    picture = drawn(crowded(12), NARROW)
    order = [box.path for box in sorted(picture.boxes, key=lambda box: box.y) if "ontainers" in str(box.path)]
    assert [path[1] for path in order] == ["initContainers"] * 3 + ["containers"] * 9
    assert sum(line.kind == "order" for line in picture.lines) == 2


def test_each_mount_is_a_line_to_its_volume() -> None:
    pod = {
        "spec": {
            "containers": [
                {"name": "app", "volumeMounts": [{"name": "logs", "mountPath": "/var/log"}]},
                {"name": "ship", "volumeMounts": [{"name": "logs", "mountPath": "/in", "readOnly": True}]},
            ],
            "volumes": [{"name": "logs", "emptyDir": {}}],
        }
    }
    (line,) = drawn(pod, WIDE).lines
    assert line.says == "Volume logs: app, ship (only reads)"
    assert sorted(sign.name for sign in line.signs if sign.name != "joint") == ["reads", "writes"]
    assert len(line.segments) == 4


def test_who_calls_whom_is_a_line() -> None:
    pod = {
        "spec": {
            "containers": [
                {"name": "app", "env": [{"name": "DB", "value": "localhost:6432"}]},
                {"name": "pgbouncer", "ports": [{"containerPort": 6432}]},
            ]
        }
    }
    for width in (NARROW, WIDE):
        kinds = [line.kind for line in drawn(pod, width).lines]
        assert kinds == ["call", "pod"]


def test_what_was_just_added_says_so() -> None:
    pod = crowded(3, 3)
    names = ["a-container-with-a-long-name-1", "volume-2"]
    for box in lay_out(plan(wiring(pod), roles(pod, VERSION), names), NARROW).boxes:
        is_new = any(box.says.removeprefix("Volume ").startswith(name) for name in names)
        assert box.is_new == is_new
        assert any(text.text.startswith("new") for text in box.texts) == is_new


def test_a_long_text_keeps_its_ends() -> None:
    assert shorten("short", 100) == "short"
    name = shorten("a-container-with-a-long-name-17", 100, "name")
    assert name.startswith("a-cont")
    assert name.endswith("17")
    assert text_width(name, "name") <= 100
    assert shorten("/var/lib/postgresql/data", 80, keeps="end").endswith("sql/data")
    assert len(shorten("x" * 100_000, 100)) < 20
