"""The parts of a picture: boxes, lines and texts with their positions; and the width of a text."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import accumulate
from typing import Literal

from podbuilder.kube.core.field import FieldPath

# Font sizes in units of the picture; the style sheet has the same.
SIZE, NAME_SIZE = 12, 13
# Widths of letters as fractions of the font size, in the widest typeface that a reader is likely to have.
_NARROW, _MIDDLE, _WIDE, _WIDEST = 0.4, 0.56, 0.76, 1.0
_USUAL, _FOREIGN = 0.64, 1.05


class _Widths(dict[str, float]):
    """Widths by letter. A letter that is not listed belongs to a script with wide letters."""

    def __missing__(self, letter: str) -> float:
        return _FOREIGN


_WIDTHS = _Widths(
    {
        **{chr(code): _USUAL for code in range(128)},
        **dict.fromkeys("ijlftI.,:;|!'`()[]/\\ ·-", _NARROW),
        **dict.fromkeys('rszcJ"*{}_', _MIDDLE),
        **dict.fromkeys("ABCDEFGHKLNOPQRSTUVXYZw+=<>#~^", _WIDE),
        **dict.fromkeys("mMW%@…→×", _WIDEST),
    }
)
_BOLD = 1.1
_SIZES = {"name": NAME_SIZE * _BOLD, "heading": SIZE * _BOLD, "plain": SIZE, "quiet": SIZE}
_ELLIPSIS = "…"
_LONGEST = 300

LineKind = Literal["mount", "call", "order", "pod", "node"]
RowKind = Literal["port", "call", "mount", "probes", "device", "more"]
TextKind = Literal["name", "plain", "quiet", "heading"]
Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text; (x, y) is the start, middle or end of its baseline, as `anchor` says."""

    text: str
    x: float
    y: float
    kind: TextKind = "plain"
    anchor: Anchor = "start"

    @property
    def width(self) -> float:
        return text_width(self.text, self.kind)

    @property
    def left(self) -> float:
        return self.x - {"start": 0.0, "middle": self.width / 2, "end": self.width}[self.anchor]


@dataclass(frozen=True, slots=True)
class Sign:
    """A small drawn sign, ten units wide and high; (x, y) is its middle."""

    name: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class BoxRow:
    """A row in a container's box: what it is about, and the height at which connectors reach it."""

    kind: RowKind
    y: float
    # The volume's name, the port's number, or the path of the container that is called.
    about: str = ""


@dataclass(frozen=True, slots=True)
class DiagramBox:
    """A container or a volume. `look` is its role, or "volume"; `says` is its name and all of its lines in words."""

    look: str
    path: FieldPath
    x: float
    y: float
    width: float
    height: float
    says: str
    texts: tuple[Text, ...] = ()
    signs: tuple[Sign, ...] = ()
    rows: tuple[BoxRow, ...] = ()
    is_new: bool = False

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Line:
    """Lines that belong together, each from (x, y) to (x, y), and the signs on them."""

    kind: LineKind
    segments: tuple[tuple[float, float, float, float], ...]
    says: str = ""
    signs: tuple[Sign, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A whole picture. Its units are pixels if there is room for as many."""

    width: float
    height: float
    frame: tuple[float, float, float, float]
    boxes: tuple[DiagramBox, ...]
    lines: tuple[Line, ...]
    texts: tuple[Text, ...] = ()
    signs: tuple[Sign, ...] = field(default=())


def text_width(text: str, kind: TextKind = "plain") -> float:
    """The greatest width that a text can have."""
    return sum(map(_WIDTHS.__getitem__, text)) * _SIZES[kind]


def shorten(text: str, room: float, kind: TextKind = "plain", *, keeps: Literal["both", "end"] = "both") -> str:
    """The text, or as much of its end or of both ends as fits, with an ellipsis for the rest."""
    if len(text) > 2 * _LONGEST:
        text = text[:_LONGEST] + text[-_LONGEST:]
    room /= _SIZES[kind]
    # The widths of the first 0, 1, 2, … letters.
    widths = [0.0, *accumulate(map(_WIDTHS.__getitem__, text))]
    if widths[-1] <= room:
        return text
    whole, room = widths[-1], room - _WIDTHS[_ELLIPSIS]
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        head, tail = _ends(middle, keeps)
        fits = widths[head] + whole - widths[len(text) - tail] <= room
        low, high = (middle, high) if fits else (low, middle - 1)
    head, tail = _ends(low, keeps)
    return text[:head] + _ELLIPSIS + text[len(text) - tail :]


def _ends(count: int, keeps: str) -> tuple[int, int]:
    """The number of letters kept from the start and from the end."""
    tail = count // 3 if keeps == "both" else count
    return count - tail, tail
