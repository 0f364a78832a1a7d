"""The lines of a diagram: who has a lane, where the lines run, and the signs at their ends."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.builder.diagram.connectors import (
    DOT,
    MARGIN,
    MOST_CALLS,
    PITCH,
    Lane,
    assign_lanes,
    gutter_width,
    lane_lines,
    order_arrows,
    port_arrows,
)
from podbuilder.builder.diagram.shapes import BoxRow, DiagramBox, Line, Sign
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.insight.connections import UNDECLARED, Call, Mount, Port, Volume, Wired

APP, LOGS = FieldPath(("spec", "containers", 0)), FieldPath(("spec", "containers", 1))
GUTTER = (100.0, 140.0)


def wired(path: FieldPath, name: str = "web", **more: Any) -> Wired:
    usual = {"image": "", "is_init": False, "is_native": False}
    return Wired(path, name, **(usual | dict.fromkeys(("ports", "mounts", "calls", "probes", "devices"), ()) | more))


def volume(name: str, *mounted_by: str, kind: str = "emptyDir") -> Volume:
    return Volume(FieldPath(("spec", "volumes", 0)), name, kind, "", mounted_by)


def box(x: float, y: float = 0, *rows: BoxRow, path: FieldPath = APP) -> DiagramBox:
    return DiagramBox("app", path, x, y, 90, 60, "", rows=rows)


@pytest.mark.parametrize(("lanes", "width"), [(0, 0), (1, 2 * MARGIN), (3, 2 * PITCH + 2 * MARGIN)])
def test_the_width_of_a_gutter(lanes: int, width: float) -> None:
    assert gutter_width(lanes) == width


def test_calls_have_the_first_lanes_and_not_too_many() -> None:
    calls = tuple(Call(port, LOGS) for port in range(1, MOST_CALLS + 3))
    found = assign_lanes([wired(APP, calls=calls)], [volume("data", "web")], 7)
    assert found == [
        *(Lane(caller=APP, called=LOGS, port=port) for port in range(1, MOST_CALLS + 1)),
        Lane(volume="data"),
    ]


def test_the_volumes_that_most_containers_share_have_a_lane_in_the_order_of_the_manifest() -> None:
    volumes = [
        volume("lonely", "web"),
        volume("unused"),
        volume("shared", "web", "logs"),
        volume("lost", "web", "logs", "more", kind=UNDECLARED),
        volume("second", "web"),
        volume("busy", "web", "logs", "more"),
    ]
    names = [lane.volume for lane in assign_lanes([], volumes, 9)]
    assert names == ["lonely", "shared", "second", "busy"]
    assert [lane.volume for lane in assign_lanes([], volumes, 2)] == ["shared", "busy"]
    assert [lane.volume for lane in assign_lanes([], volumes, 3)] == ["lonely", "shared", "busy"]
    assert assign_lanes([], volumes, 0) == []


def test_a_volume_is_joined_to_each_row_that_mounts_it() -> None:
    left = box(10, 0, BoxRow("mount", 40, "data"), BoxRow("mount", 56, "other"))
    right = box(140, 0, BoxRow("mount", 48, "data"), path=LOGS)
    mounts = (Mount("data", "/data", reads_only=False), Mount("other", "/x", reads_only=False))
    containers = [
        wired(APP, mounts=mounts),
        wired(LOGS, "", mounts=(Mount("data", "/in", reads_only=True),)),
        wired(FieldPath(("spec", "containers", 2)), "none"),
    ]
    boxes = {APP: left, LOGS: right, FieldPath(("spec", "containers", 2)): box(10)}
    stands = box(140, 100)
    (line,) = lane_lines([Lane(volume="data")], containers, boxes, [("data", stands)], GUTTER)
    x = 100.0 + MARGIN
    assert line == Line(
        "mount",
        ((x, 130, 140, 130), (x, 40, 100, 40), (x, 48, 140, 48), (x, 40, x, 130)),
        "Volume data: web, unnamed (only reads)",
        (
            *(Sign("joint", x, y) for y in (130, 40, 48)),
            Sign("writes", 100 + DOT, 40),
            Sign("reads", 140 - DOT, 48),
        ),
    )


def test_who_reads_and_writes_does_not_only_read() -> None:
    rows = (BoxRow("mount", 40, "data"), BoxRow("mount", 56, "data"))
    mounts = (Mount("data", "/a", reads_only=True), Mount("data", "/b", reads_only=False))
    (line,) = lane_lines(
        [Lane(volume="data")], [wired(APP, mounts=mounts)], {APP: box(10, 0, *rows)}, [("data", box(140))], GUTTER
    )
    assert line.says == "Volume data: web"
    assert [sign.name for sign in line.signs] == ["joint"] * 3 + ["reads", "writes"]


def test_a_call_goes_from_its_row_to_the_port() -> None:
    caller = box(10, 0, BoxRow("call", 40, str(LOGS)))
    called = box(140, 0, BoxRow("port", 48, "9000"), path=LOGS)
    lane, x = Lane(caller=APP, called=LOGS, port=9000), 100.0 + MARGIN

    def drawn(boxes: dict[FieldPath, DiagramBox], one: Lane = lane) -> list[Line]:
        return list(lane_lines([one], [], boxes, [], GUTTER))

    segments = ((100, 40, x, 40), (x, 40, x, 48), (x, 48, 140, 48))
    assert drawn({APP: caller, LOGS: called}) == [
        Line("call", segments, "localhost:9000", (Sign("arrow-right", 140, 48),))
    ]
    below = box(10, 80, BoxRow("port", 128, "9000"), path=LOGS)
    assert drawn({APP: caller, LOGS: below})[0].signs == (Sign("arrow-left", 100, 128),)
    assert drawn({APP: caller, LOGS: called}, Lane(caller=APP, called=LOGS, port=1)) == []
    assert drawn({APP: box(10), LOGS: called}) == []


def test_the_lanes_of_volumes_lie_towards_them_and_the_higher_the_nearer() -> None:
    lanes = [
        Lane(volume="right-high"),
        Lane(volume="left"),
        Lane(caller=APP, called=APP, port=1),
        Lane(volume="right-low"),
    ]
    volumes = [("right-high", box(140, 10)), ("left", box(5, 20)), ("right-low", box(140, 90))]
    boxes = {APP: box(10, 0, BoxRow("call", 4, str(APP)), BoxRow("port", 8, "1"))}
    lines = list(lane_lines(lanes, [], boxes, volumes, GUTTER))
    lane_of = {line.says: line.segments[0][0] for line in lines if line.kind == "mount"}
    first = 100.0 + MARGIN
    assert lane_of == {
        "Volume left: ": first,
        "Volume right-low: ": first + 2 * PITCH,
        "Volume right-high: ": first + 3 * PITCH,
    }
    assert [line.segments[1][0] for line in lines if line.kind == "call"] == [first + PITCH]


def test_what_starts_in_turn_is_joined_by_arrows() -> None:
    assert list(order_arrows([box(0)])) == []
    beside, below = order_arrows([box(0, 5), box(120, 5), box(0, 100)])
    assert beside == Line("order", ((90, 15, 120, 15),), "", (Sign("arrow-right", 120, 15),))
    assert below == Line(
        "order", ((165, 65, 165, 91), (165, 91, 45, 91), (45, 91, 45, 100)), "", (Sign("arrow-down", 45, 100),)
    )
    (under,) = order_arrows([box(0, 0), box(0, 100)])
    assert under.signs == (Sign("arrow-down", 45, 100),)


def test_ports_are_reached_from_the_frame_and_from_the_node() -> None:
    ports = (Port(80, "TCP", "", None), Port(81, "TCP", "", 8081))
    rows = (BoxRow("port", 40, "80"), BoxRow("mount", 44, "x"), BoxRow("port", 56, "81"))
    containers = [wired(APP, ports=ports), wired(LOGS, ports=ports)]
    boxes = {APP: box(10, 0, *rows), LOGS: box(140, 0, *rows, path=LOGS)}
    assert port_arrows(containers, boxes, GUTTER, 4, 250) == [
        Line("pod", ((4, 40, 10, 40),), "", (Sign("arrow-right", 10, 40),)),
        Line("node", ((0, 56, 10, 56),), "", (Sign("arrow-right", 10, 56),)),
        Line("pod", ((246, 40, 230, 40),), "", (Sign("arrow-left", 230, 40),)),
        Line("node", ((250, 56, 230, 56),), "", (Sign("arrow-left", 230, 56),)),
    ]
