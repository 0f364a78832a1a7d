"""{% sketch starter %} draws the containers of a pod side by side, as a small picture with a sentence for its name."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import template

from podbuilder.kube.patterns.starters import Drawn, Starter

register = template.Library()

WIDTH, HEIGHT, MARGIN, GAP = 228, 84, 6, 6
ARROW = 20  # the gap behind an init container, in which an arrow says that the rest waits for it
VOLUME_HEIGHT = 20
LINE_HEIGHT = 14
GLYPH = 6.6  # the mean width of a letter at 12 px, rounded up


@dataclass(frozen=True)
class Line:
    """One line of a label; (x, y) is the middle of its baseline."""

    text: str
    x: float
    y: float


@dataclass(frozen=True)
class Box:
    """One container."""

    kind: str
    x: float
    width: float
    height: float
    lines: tuple[Line, ...]
    has_arrow: bool

    @property
    def middle(self) -> float:
        return self.x + self.width / 2

    @property
    def bottom(self) -> float:
        return MARGIN + self.height

    @property
    def arrow(self) -> str:
        """The path of the arrow behind this box."""
        return f"M{self.x + self.width + 4:.1f} {MARGIN + self.height / 2:.1f}h12m-4 -4 4 4-4 4"


@register.inclusion_tag("builder/_sketch.html")
def sketch(starter: Starter) -> dict[str, Any]:
    """Lay the picture out: one box a container, a bar beneath them if they share a volume."""
    containers, volume = starter.containers, starter.shared_volume
    height = HEIGHT - 2 * MARGIN - (VOLUME_HEIGHT + GAP + 2 if volume else 0)
    gaps = [ARROW if container.role == "init" else GAP for container in containers[:-1]]
    width = (WIDTH - 2 * MARGIN - sum(gaps)) / len(containers)
    boxes = []
    x = float(MARGIN)
    for container, gap in zip(containers, [*gaps, 0], strict=True):
        boxes.append(_box(container, x, width, height, has_arrow=gap == ARROW))
        x += width + gap
    return {
        "boxes": boxes,
        "margin": MARGIN,
        "volume": volume,
        "volume_width": WIDTH - 2 * MARGIN,
        "volume_top": HEIGHT - MARGIN - VOLUME_HEIGHT,
        "volume_line": HEIGHT - MARGIN - VOLUME_HEIGHT / 2 + 4,
        "sentence": _sentence(containers, volume),
    }


def _box(container: Drawn, x: float, width: float, height: float, *, has_arrow: bool) -> Box:
    texts = _fit(container.name, max(int((width - 4) / GLYPH), 3))
    first = MARGIN + height / 2 + 4 - LINE_HEIGHT * (len(texts) - 1) / 2
    lines = tuple(Line(text, x + width / 2, first + LINE_HEIGHT * place) for place, text in enumerate(texts))
    kind = container.role
    return Box(kind if kind in {"app", "init"} else "beside", x, width, height, lines, has_arrow)


def _fit(name: str, room: int) -> list[str]:
    """Break a name at a dash into two lines of at most `room` letters; cut what is still too long."""
    if len(name) <= room:
        return [name]
    dash = name.rfind("-", 0, room)
    lines = [name[: dash + 1], name[dash + 1 :]] if dash > 0 else [name]
    return [line if len(line) <= room else line[: room - 1] + "…" for line in lines]


def _sentence(containers: Sequence[Drawn], volume: str) -> str:
    named = ", ".join(f"{container.name} ({container.role})" for container in containers)
    return f"Containers: {named}." + (f" They share the volume {volume}." if volume else "")
