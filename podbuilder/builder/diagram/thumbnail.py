"""A pod's diagram in small, for a card: a picture, with a sentence for its name.

Containers stand side by side, with the diagram's signs for ports, probes and devices. A bar beneath them is the volume
that several of them mount.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from podbuilder.builder.diagram.shapes import shorten, text_width
from podbuilder.builder.diagram.svg import SIGNS
from podbuilder.kube.core.field import Document
from podbuilder.kube.insight.connections import Wired, Wiring, wiring
from podbuilder.kube.roles.recognition import APP, INIT

WIDTH, HEIGHT, MARGIN, GAP = 228, 84, 6, 6
ARROW = 20  # the gap after an init container, with an arrow to show that the rest waits for it
VOLUME_HEIGHT = 20
LINE_HEIGHT = 14
SIGN_WIDTH = 15
SIGN_WORDS = {"port": "a port", "mount": "volumes", "probes": "probes", "device": "a device"}


@dataclass(frozen=True)
class ThumbnailMark:
    """Text, or the path of a sign; (x, y) is the middle of the text's baseline, or of the sign."""

    text: str
    x: float
    y: float


@dataclass(frozen=True)
class ThumbnailBox:
    """One container."""

    kind: str
    x: float
    width: float
    height: float
    lines: tuple[ThumbnailMark, ...]
    signs: tuple[ThumbnailMark, ...]
    has_arrow: bool
    mounts: bool

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


def thumbnail(pod: Document, roles: Mapping[str, str]) -> dict[str, Any]:
    """The context of the thumbnail's template, for a pod with these roles by container name."""
    wired = wiring(pod)
    shared = [volume.name for volume in wired.volumes if len(volume.mounted_by) > 1]
    height = HEIGHT - 2 * MARGIN - (VOLUME_HEIGHT + GAP + 2 if shared else 0)
    gaps = [ARROW if roles.get(c.name) == INIT else GAP for c in wired.containers[:-1]]
    width = (WIDTH - 2 * MARGIN - sum(gaps)) / max(len(wired.containers), 1)
    boxes = []
    x = float(MARGIN)
    for container, gap in zip(wired.containers, [*gaps, 0], strict=False):
        mounts = any(mount.volume in shared for mount in container.mounts)
        role = roles.get(container.name, APP)
        boxes.append(_box(container, role, x, width, height, has_arrow=gap == ARROW, mounts=mounts))
        x += width + gap
    more = f" and {len(shared) - 1} more" if len(shared) > 1 else ""
    return {
        "boxes": boxes,
        "margin": MARGIN,
        "volume": shorten(f"{shared[0]}{more}", WIDTH - 6 * MARGIN) if shared else "",
        "volume_width": WIDTH - 2 * MARGIN,
        "volume_top": HEIGHT - MARGIN - VOLUME_HEIGHT,
        "volume_line": HEIGHT - MARGIN - VOLUME_HEIGHT / 2 + 4,
        "sentence": _sentence(wired, roles, shared),
    }


def _box(
    container: Wired, role: str, x: float, width: float, height: float, *, has_arrow: bool, mounts: bool
) -> ThumbnailBox:
    texts = _fit(container.name, width - 6)
    names = _signs(container)[: int(width // SIGN_WIDTH)]
    top = MARGIN + (height - LINE_HEIGHT * (len(texts) + bool(names))) / 2
    middle = x + width / 2
    lines = tuple(ThumbnailMark(text, middle, top + 11 + LINE_HEIGHT * place) for place, text in enumerate(texts))
    first = middle - SIGN_WIDTH * (len(names) - 1) / 2
    y = top + LINE_HEIGHT * len(texts) + LINE_HEIGHT / 2
    signs = tuple(ThumbnailMark(SIGNS[name], first + SIGN_WIDTH * place, y) for place, name in enumerate(names))
    return ThumbnailBox(role, x, width, height, lines, signs, has_arrow, mounts)


def _signs(container: Wired) -> list[str]:
    """The signs that the diagram has for this container, each kind once."""
    has = {
        "port": container.ports,
        "mount": container.mounts,
        "probes": container.probes,
        "device": container.devices,
    }
    return [name for name, found in has.items() if found]


def _fit(name: str, room: float) -> list[str]:
    """Break a name at a dash into two lines; shorten what is still too long."""
    if text_width(name) <= room:
        return [name]
    dashes = [place for place, letter in enumerate(name) if letter == "-" and text_width(name[: place + 1]) <= room]
    lines = [name[: dashes[-1] + 1], name[dashes[-1] + 1 :]] if dashes else [name]
    return [shorten(line, room) for line in lines]


def _sentence(wired: Wiring, roles: Mapping[str, str], shared: Sequence[str]) -> str:
    named = ", ".join(_named(container, roles.get(container.name, APP)) for container in wired.containers)
    volumes = f"the volume{'s' if len(shared) > 1 else ''} {', '.join(shared)}"
    return f"Containers: {named or 'none'}." + (f" Some share {volumes}." if shared else "")


def _named(container: Wired, role: str) -> str:
    words = [SIGN_WORDS[name] for name in _signs(container)]
    return f"{container.name} ({role}{': ' if words else ''}{', '.join(words)})"
