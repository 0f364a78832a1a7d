"""The lines of a diagram: mounts, calls between containers, the order of starting, and connections from outside.

Each volume and each call has its own lane in the gutter. If there are more of them than lanes, the volumes that most
containers share come first; the boxes name the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from podbuilder.builder.diagram.shapes import BoxRow, DiagramBox, Line, LineKind, Sign
from podbuilder.kube.core.field import ROOT, FieldPath
from podbuilder.kube.insight.connections import UNDECLARED, Volume, Wired

PITCH, MARGIN = 8, 12
NARROW_LANES, WIDE_LANES = 7, 12
MOST_CALLS = 3
# From the edge of a box to the middle of the dot at it.
DOT = 4
Boxes = Mapping[FieldPath, DiagramBox]


@dataclass(frozen=True, slots=True)
class Lane:
    """The use of one lane: a volume, or a call of `port` between two containers."""

    volume: str = ""
    caller: FieldPath = ROOT
    called: FieldPath = ROOT
    port: int = 0


def gutter_width(lanes: int) -> float:
    """The width of a gutter with this many lanes."""
    return (lanes - 1) * PITCH + 2 * MARGIN if lanes else 0


def assign_lanes(containers: Sequence[Wired], volumes: Sequence[Volume], most: int) -> list[Lane]:
    """The lanes: calls first, then volumes in the order of the manifest."""
    calls = [Lane(caller=c.path, called=call.to, port=call.port) for c in containers for call in c.calls]
    calls = calls[:MOST_CALLS]
    mounted = [v for v in volumes if v.mounted_by and v.kind != UNDECLARED]
    chosen = sorted(mounted, key=lambda v: -len(v.mounted_by))[: most - len(calls)]
    return [*calls, *(Lane(volume=v.name) for v in mounted if v in chosen)]


def lane_lines(
    lanes: list[Lane],
    containers: Sequence[Wired],
    boxes: Boxes,
    volumes: Sequence[tuple[str, DiagramBox]],
    gutter: tuple[float, float],
) -> Iterator[Line]:
    """The line in each lane."""
    at = dict(volumes)
    places = _places(lanes, at, gutter)
    for lane, x in zip(lanes, places, strict=True):
        if lane.volume:
            yield _mounts(lane.volume, x, containers, boxes, at[lane.volume], gutter)
        else:
            yield from _call(lane, x, boxes, gutter)


def _places(lanes: list[Lane], volumes: Mapping[str, DiagramBox], gutter: tuple[float, float]) -> list[float]:
    """The x of each lane. The higher a volume stands, the nearer its lane is to it, so that few lines cross."""
    xs = [gutter[0] + MARGIN + PITCH * number for number in range(len(lanes))]
    left, middle, right = [], [], []
    for number, lane in enumerate(lanes):
        if not lane.volume:
            middle.append(number)
        elif volumes[lane.volume].x < gutter[0]:
            left.append(number)
        else:
            right.append(number)
    order = [*left, *middle, *reversed(right)]
    return [xs[order.index(number)] for number in range(len(lanes))]


def _side(box: DiagramBox, gutter: tuple[float, float]) -> float:
    """The edge of a box that faces the gutter."""
    return box.right if box.x < gutter[0] else box.x


def _mounts(
    name: str, x: float, containers: Sequence[Wired], boxes: Boxes, volume: DiagramBox, gutter: tuple[float, float]
) -> Line:
    ys = [volume.middle]
    segments = [(x, volume.middle, _side(volume, gutter), volume.middle)]
    signs = []
    users = []
    for wired in containers:
        box = boxes[wired.path]
        rows = [row for row in box.rows if row.kind == "mount" and row.about == name]
        reads_only = [mount.reads_only for mount in wired.mounts if mount.volume == name]
        if reads_only:
            users.append(f"{wired.name or 'unnamed'}{' (only reads)' if all(reads_only) else ''}")
        for row, only in zip(rows, reads_only, strict=False):
            edge = _side(box, gutter)
            segments.append((x, row.y, edge, row.y))
            signs.append(Sign("reads" if only else "writes", edge + (DOT if edge < x else -DOT), row.y))
            ys.append(row.y)
    segments.append((x, min(ys), x, max(ys)))
    joints = tuple(Sign("joint", x, y) for y in ys)
    return Line("mount", tuple(segments), f"Volume {name}: {', '.join(users)}", (*joints, *signs))


def _call(lane: Lane, x: float, boxes: Boxes, gutter: tuple[float, float]) -> Iterator[Line]:
    caller, called = boxes[lane.caller], boxes[lane.called]
    start = _row(caller, "call", str(lane.called))
    end = _row(called, "port", str(lane.port))
    if start is None or end is None:
        return
    out, into = _side(caller, gutter), _side(called, gutter)
    segments = ((out, start.y, x, start.y), (x, start.y, x, end.y), (x, end.y, into, end.y))
    towards = "arrow-right" if into > x else "arrow-left"
    yield Line("call", segments, f"localhost:{lane.port}", (Sign(towards, into, end.y),))


def _row(box: DiagramBox, kind: str, about: str) -> BoxRow | None:
    return next((row for row in box.rows if row.kind == kind and row.about == about), None)


def order_arrows(boxes: Sequence[DiagramBox]) -> Iterator[Line]:
    """Arrows from each container that starts in turn to the next one."""
    for first, second in pairwise(boxes):
        if second.x > first.x:
            y = first.y + 10
            yield Line("order", ((first.right, y, second.x, y),), "", (Sign("arrow-right", second.x, y),))
            continue
        x, above = first.x + first.width / 2, second.x + second.width / 2
        turn = second.y - 9
        segments = ((x, first.bottom, x, turn), (x, turn, above, turn), (above, turn, above, second.y))
        yield Line("order", segments, "", (Sign("arrow-down", above, second.y),))


def port_arrows(
    containers: Sequence[Wired], boxes: Boxes, gutter: tuple[float, float], edge: float, width: float
) -> list[Line]:
    """Arrows into the ports: from the frame for the pod's address, from outside it for the node's."""
    found = []
    kind: LineKind
    for wired in containers:
        box = boxes[wired.path]
        is_left = box.right <= gutter[0]
        into = box.x if is_left else box.right
        rows = [row for row in box.rows if row.kind == "port"]
        for port, row in zip(wired.ports, rows, strict=False):
            kind = "node" if port.on_node else "pod"
            start = (0 if port.on_node else edge) if is_left else (width if port.on_node else width - edge)
            sign = Sign("arrow-right" if is_left else "arrow-left", into, row.y)
            found.append(Line(kind, ((start, row.y, into, row.y),), "", (sign,)))
    return found
