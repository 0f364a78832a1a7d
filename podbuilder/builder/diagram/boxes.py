"""The boxes of a diagram: the content of each, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from podbuilder.builder.diagram.shapes import BoxRow, DiagramBox, RowKind, Sign, Text, shorten, text_width
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.insight.connections import UNDECLARED, Mount, Port, Volume, Wired
from podbuilder.kube.roles.recognition import INIT

HEAD, IMAGE, LINE, PAD = 23, 17, 16, 8
VOLUME_HEIGHT = 58
# More lines of a kind are hard to read; the words beneath the picture list all.
MOST_ROWS = 12
STAYS = "keeps running"
PROBE_WORDS = {"startup": "startup", "readiness": "readiness", "liveness": "liveness"}
KIND_WORDS = {"persistentVolumeClaim": "claim", UNDECLARED: "not declared in this pod"}


class BoxEntry(NamedTuple):
    """A row of a container before it has a position: its sign, its text left and right, and its sentence."""

    kind: RowKind
    left: str
    right: str
    about: str
    says: str
    # A suffix of the text on the right that is never cut off.
    mark: str = ""


@dataclass(frozen=True, slots=True)
class BoxContent:
    """The content of a container's box."""

    wired: Wired
    role: str
    # Its position among the containers that start in turn; 0 for the others.
    turn: int
    entries: tuple[BoxEntry, ...]
    is_new: bool = False

    @property
    def height(self) -> float:
        return HEAD + IMAGE + LINE * len(self.entries) + PAD

    @property
    def name(self) -> str:
        return self.wired.name or "unnamed"

    @property
    def stays(self) -> bool:
        """Whether it starts in turn and then keeps running."""
        return self.wired.is_init and self.role != INIT

    @property
    def says(self) -> str:
        """The box in sentences, for people who do not see the picture."""
        order = f", number {self.turn} to start" if self.turn else ""
        stays = " It keeps running beside the app." if self.stays else ""
        image = f" Image {self.wired.image}." if self.wired.image else " No image yet."
        lines = "".join(f" {entry.says}." for entry in self.entries)
        return f"{self.name}, {self.role}{order}.{stays}{image}{lines}"


def content(wired: Wired, role: str, turn: int, names: dict[FieldPath, str], *, is_new: bool) -> BoxContent:
    """The content of a container's box; `names` holds the names of all containers by path."""
    return BoxContent(wired, role, turn, tuple(_entries(wired, names)), is_new)


def _entries(wired: Wired, names: dict[FieldPath, str]) -> Iterator[BoxEntry]:
    yield from _most([_port(port) for port in wired.ports], "ports")
    for call in wired.calls[:MOST_ROWS]:
        name = names.get(call.to) or "unnamed"
        yield BoxEntry("call", f"localhost:{call.port}", name, str(call.to), f"Calls {name} on localhost:{call.port}")
    yield from _most([_mount(mount) for mount in wired.mounts], "mounts")
    if wired.probes:
        words = ", ".join(PROBE_WORDS[probe] for probe in wired.probes)
        yield BoxEntry("probes", words, "", "", f"Probes: {words}")
    for name, count in wired.devices[:MOST_ROWS]:
        amount = count if count == "claim" else f"× {count}"
        yield BoxEntry("device", name, amount, "", f"Device: {name}, {count}")


def _most(entries: list[BoxEntry], what: str) -> Iterator[BoxEntry]:
    yield from entries[:MOST_ROWS]
    if len(entries) > MOST_ROWS:
        more = f"and {len(entries) - MOST_ROWS} more {what}"
        yield BoxEntry("more", more, "", "", more.capitalize())


def _port(port: Port) -> BoxEntry:
    words = f"{port.number}/{port.protocol}" if port.protocol != "TCP" else str(port.number)
    named = f"{words} {port.name}" if port.name else words
    node = f"node:{port.on_node}" if port.on_node else ""
    where = f", also on the node at port {port.on_node}" if port.on_node else ", at the pod's address"
    return BoxEntry("port", named, node, str(port.number), f"Port {named}{where}")


def _mount(mount: Mount) -> BoxEntry:
    at, name = mount.at or "no path yet", mount.volume or "unnamed"
    how = "Only reads" if mount.reads_only else "Reads and writes"
    mark = ", ro" if mount.reads_only else ""
    return BoxEntry("mount", at, name, mount.volume, f"{how} the volume {name} at {at}", mark)


def container_box(content: BoxContent, x: float, y: float, width: float, height: float = 0) -> DiagramBox:
    """The box with its top left corner at (x, y)."""
    inner, right = x + PAD, x + width - PAD
    name = f"{content.turn}. {content.name}" if content.turn else content.name
    role = f"new {content.role}" if content.is_new else content.role
    image = short_image(content.wired.image) or "no image yet"
    texts = [
        Text(shorten(name, right - inner - text_width(role) - 6, "name"), inner, y + 16, "name"),
        Text(role, right, y + 16, "quiet", "end"),
    ]
    below = right - inner
    if content.stays:
        texts.append(Text(STAYS, right, y + HEAD + 10, "quiet", "end"))
        below -= text_width(STAYS) + 8
    texts.append(Text(shorten(image, below, keeps="end"), inner, y + HEAD + 10, "quiet"))
    signs, rows = [], []
    for number, entry in enumerate(content.entries):
        middle = y + HEAD + IMAGE + LINE * number + LINE / 2
        if entry.kind != "more":
            signs.append(Sign(entry.kind, inner + 5, middle))
        texts += _entry_texts(entry, inner + 16, right, middle + 4)
        rows.append(BoxRow(entry.kind, middle, entry.about))
    path = content.wired.path
    return DiagramBox(
        content.role,
        path,
        x,
        y,
        width,
        height or content.height,
        content.says,
        tuple(texts),
        tuple(signs),
        tuple(rows),
        content.is_new,
    )


def _entry_texts(entry: BoxEntry, left: float, right: float, y: float) -> Iterator[Text]:
    """The texts of a row. The right one may use half of the width, or more if the left one is short."""
    room = right - left
    if not entry.right:
        yield Text(shorten(entry.left, room), left, y)
        return
    spare = room - text_width(entry.left) - 8
    spare = spare if entry.kind == "call" else max(room / 2, spare)
    shown = shorten(entry.right, spare - text_width(entry.mark)) + entry.mark
    yield Text(shorten(entry.left, room - text_width(shown) - 8, keeps="end"), left, y)
    yield Text(shown, right, y, "quiet", "end")


def volume_box(volume: Volume, x: float, y: float, width: float, *, is_new: bool) -> DiagramBox:
    """A volume: its name, what it is, and who mounts it."""
    name, kind = volume.name or "unnamed", KIND_WORDS.get(volume.kind, volume.kind)
    what = f"{kind} {volume.behind}".strip()
    by = ", ".join(mounter or "unnamed" for mounter in volume.mounted_by)
    users = f"in {by}" if by else "not mounted"
    room = width - 2 * PAD - 14
    texts = (
        Text(shorten(name, room, "name"), x + PAD + 14, y + 17, "name"),
        Text(shorten(f"new, {what}" if is_new else what, room), x + PAD + 14, y + 33, "quiet"),
        Text(shorten(users, room), x + PAD + 14, y + 49, "quiet"),
    )
    says = f"Volume {name}: {what}. {'Mounted by ' + by if by else 'Not mounted'}."
    look = "volume-missing" if volume.kind == UNDECLARED else "volume"
    signs = (Sign("mount", x + PAD + 4, y + 13),)
    return DiagramBox(look, volume.path, x, y, width, VOLUME_HEIGHT, says, texts, signs, (), is_new)


def short_image(image: str) -> str:
    """Name and tag without registry and path; of a digest only the first letters."""
    name = image.rpartition("/")[2] if "@" not in image else image.partition("@")[0].rpartition("/")[2]
    digest = image.partition("@")[2].rpartition(":")[2]
    return f"{name}@{digest[:7]}" if digest else name
