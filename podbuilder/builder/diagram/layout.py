"""The layout of a diagram: containers by the time they start, volumes beneath them or beside a single column.

In a gutter, left of the boxes or between their two columns, connectors run from containers to the volumes that they
mount and to the containers that they call. Boxes never overlap, whatever the pod.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from podbuilder.builder.diagram import connectors
from podbuilder.builder.diagram.boxes import VOLUME_HEIGHT, BoxContent, container_box, content, volume_box
from podbuilder.builder.diagram.legend import legend
from podbuilder.builder.diagram.shapes import DiagramBox, Picture, Text, shorten
from podbuilder.kube.insight.connections import Volume, Wired, Wiring
from podbuilder.kube.roles.recognition import APP, DEBUG, Role

NARROW, WIDE = 300, 600
# From the picture's edge to its frame, from the frame to the boxes.
EDGE, INSIDE = 10, 16
GAP, HEADING, TITLE = 18, 30, 30


@dataclass(frozen=True, slots=True)
class StartGroup:
    """Containers that start in turn, or together."""

    title: str
    contents: tuple[BoxContent, ...]
    in_turn: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be drawn, before anything has a position."""

    title: str
    note: str
    groups: tuple[StartGroup, ...]
    volumes: tuple[Volume, ...]
    new: frozenset[str]

    @property
    def containers(self) -> list[Wired]:
        return [c.wired for group in self.groups for c in group.contents]


@dataclass(frozen=True, slots=True)
class Columns:
    """The left edges and the width of the columns of boxes, and the gutter between or before them."""

    xs: tuple[float, ...]
    width: float
    gutter: tuple[float, float]


def plan(wiring: Wiring, roles: Sequence[Role], new: Collection[str] = ()) -> Plan:
    """The containers in their groups. `new` names containers and volumes to mark as just added."""
    role_of = {role.path: role.role for role in roles}
    names = {wired.path: wired.name for wired in wiring.containers}
    first: list[BoxContent] = []
    beside: list[BoxContent] = []
    debug: list[BoxContent] = []
    for wired in wiring.containers:
        role = role_of.get(wired.path, APP)
        turn = len(first) + 1 if wired.is_init else 0
        made = content(wired, role, turn, names, is_new=wired.name in new)
        (first if wired.is_init else debug if role == DEBUG else beside).append(made)
    beside.sort(key=lambda c: c.role != APP)
    groups = (
        StartGroup("First, one after the other" if len(first) > 1 else "First", tuple(first), in_turn=True),
        StartGroup(("Then, side by side" if first else "Side by side") if len(beside) > 1 else "Then", tuple(beside)),
        StartGroup("Added while it runs", tuple(debug)),
    )
    note = "on the node's network" if wiring.on_host_network else ""
    return Plan(wiring.name or "Pod", note, tuple(g for g in groups if g.contents), wiring.volumes, frozenset(new))


def lay_out(planned: Plan, width: int) -> Picture:
    """The picture in this width: with one column of boxes if it is narrow, two if it is wide."""
    lanes = connectors.assign_lanes(
        planned.containers, planned.volumes, connectors.NARROW_LANES if width < WIDE else connectors.WIDE_LANES
    )
    columns = _columns(width, connectors.gutter_width(len(lanes)))
    boxes, texts, top = _containers(planned, columns)
    volumes, bottom = _volumes(planned, columns, boxes, texts, top)
    by_path = {box.path: box for box in boxes}
    lines = [*connectors.lane_lines(lanes, planned.containers, by_path, volumes, columns.gutter)]
    lines += connectors.order_arrows([by_path[c.wired.path] for g in planned.groups if g.in_turn for c in g.contents])
    outside = connectors.port_arrows(planned.containers, by_path, columns.gutter, EDGE, width)
    frame = (EDGE, 2.0, width - 2 * EDGE, bottom + 12)
    note_room = 150 if planned.note else 0
    x = EDGE + INSIDE
    title = Text(shorten(planned.title, width - 2 * x - note_room, "name"), x, 22, "name")
    note = Text(planned.note, width - x, 22, "quiet", "end")
    said, signs, height = legend([*lines, *outside], frame[1] + frame[3] + 6, width)
    everything = (title, *([note] if planned.note else ()), *texts, *said)
    return Picture(
        width, height, frame, (*boxes, *(b for _, b in volumes)), (*lines, *outside), everything, tuple(signs)
    )


def pictures(planned: Plan) -> dict[str, Picture]:
    """The narrow picture, and the wide one if it would differ."""
    found = {"narrow": lay_out(planned, NARROW)}
    if planned.volumes or any(len(group.contents) > 1 for group in planned.groups):
        found["wide"] = lay_out(planned, WIDE)
    return found


def _columns(width: int, gutter: float) -> Columns:
    left, right = EDGE + INSIDE, width - EDGE - INSIDE
    if width < WIDE:
        start = EDGE + (gutter or INSIDE)
        return Columns((start,), right - start, (EDGE, start))
    each = (right - left - max(gutter, GAP)) / 2
    return Columns((left, right - each), each, (left + each, right - each))


def _is_flanked(planned: Plan, columns: Columns) -> bool:
    """Whether the volumes stand beside the containers, because one of two columns would be empty otherwise."""
    sizes = {len(group.contents) for group in planned.groups}
    return len(columns.xs) > 1 and sizes == {1}


def _containers(planned: Plan, columns: Columns) -> tuple[list[DiagramBox], list[Text], float]:
    """The boxes of the containers, the headings of their groups, and the y below them."""
    boxes: list[DiagramBox] = []
    texts: list[Text] = []
    y = float(TITLE)
    for group in planned.groups:
        if len(planned.containers) > 1:
            texts.append(Text(group.title, columns.xs[0], y + 18, "heading"))
            y += HEADING
        else:
            y += 6
        placed = _in_turn(group, columns, y) if group.in_turn else _together(group, columns, y)
        boxes += placed
        y = max(box.bottom for box in placed) + 6
    return boxes, texts, y


def _in_turn(group: StartGroup, columns: Columns, y: float) -> list[DiagramBox]:
    """The boxes of containers that start in turn: in rows, to be read in order."""
    boxes: list[DiagramBox] = []
    per_row = len(columns.xs)
    for start in range(0, len(group.contents), per_row):
        row = group.contents[start : start + per_row]
        boxes += [container_box(c, x, y, columns.width) for c, x in zip(row, columns.xs, strict=False)]
        y += max(c.height for c in row) + GAP
    return boxes


def _together(group: StartGroup, columns: Columns, y: float) -> list[DiagramBox]:
    """The boxes of containers that start together: each in the column with the most room."""
    ends = [y] * len(columns.xs)
    boxes = []
    for made in group.contents:
        column = ends.index(min(ends))
        boxes.append(container_box(made, columns.xs[column], ends[column], columns.width))
        ends[column] += made.height + GAP
    return boxes


def _volumes(
    planned: Plan, columns: Columns, boxes: list[DiagramBox], texts: list[Text], top: float
) -> tuple[list[tuple[str, DiagramBox]], float]:
    """The boxes of the volumes by name, and the bottom of the lowest box."""
    end = max((box.bottom for box in boxes), default=top)
    if not planned.volumes:
        return [], end
    xs = columns.xs
    if _is_flanked(planned, columns):
        xs, y = columns.xs[1:], boxes[0].y
    else:
        texts.append(Text("Volumes", columns.xs[0], top + 18, "heading"))
        y = top + HEADING
    found = []
    for place, volume in enumerate(planned.volumes):
        row, column = divmod(place, len(xs))
        at = y + row * (VOLUME_HEIGHT + 10)
        box = volume_box(volume, xs[column], at, columns.width, is_new=volume.name in planned.new)
        found.append((volume.name, box))
    return found, max(end, *(box.bottom for _, box in found))
