"""The parts of a form that arrange its controls: groups, lines, rows, choosers and the table of resources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from podbuilder.builder.forms.control import Control, Message, Part
from podbuilder.builder.forms.names import field_name
from podbuilder.kube.core.field import FieldPath

# What several groups share, each with some of its fields.
WHOLE_OBJECTS = ("spec", "metadata")


@dataclass
class Group(Part):
    """A titled card, or with `is_fold` one that can be folded away."""

    template = "builder/parts/_group.html"
    title: str
    parts: list[Part]
    about: str = ""
    is_fold: bool = False
    is_open: bool = True
    # Inside another group or a row: without a frame of its own.
    is_inner: bool = False
    # With only some of the fields of the object at its path, so that the object's name would say too much.
    is_partial: bool = False
    summary: str = ""
    messages: list[Message] = field(default_factory=list)

    @property
    def short_path(self) -> str:
        return "" if self.is_partial or self.path[-1] in WHOLE_OBJECTS else super().short_path

    @property
    def children(self) -> list[Part]:
        return self.parts


@dataclass
class Line(Part):
    """Controls side by side."""

    template = "builder/parts/_line.html"
    parts: list[Part]

    @property
    def children(self) -> list[Part]:
        return self.parts


@dataclass
class Sentence(Part):
    """A sentence that says what the values around it amount to. It follows the values as they change."""

    template = "builder/parts/_sentence.html"
    text: str = ""


@dataclass
class Row(Part):
    """One item of a list, with its buttons."""

    template = "builder/parts/_row.html"
    title: str
    parts: list[Part]
    place: int = 0
    is_blank: bool = False
    is_first: bool = False
    is_last: bool = False
    note: str = ""
    # What tells it from the rows of this step with the same title; "" if there is none.
    apart: str = ""
    messages: list[Message] = field(default_factory=list)

    @property
    def children(self) -> list[Part]:
        return self.parts

    @property
    def spoken(self) -> str:
        """Its name for those who hear it, or one of its buttons, without what is around it."""
        return f"{self.title} ({self.apart})" if self.apart else self.title

    @property
    def can_move(self) -> bool:
        """Whether order means something; an empty row's buttons are there for when it is filled in."""
        return True

    @property
    def is_line(self) -> bool:
        """Whether it begins with controls side by side, beside which there is room for its buttons on a wide page."""
        return bool(self.parts) and isinstance(self.parts[0], Line)

    @property
    def is_plain(self) -> bool:
        """Whether the row is short enough to need no frame."""
        return len(self.parts) == 1 and isinstance(self.parts[0], Control)


@dataclass
class Rows(Part):
    """A list whose items can be added, removed, duplicated and moved."""

    template = "builder/parts/_rows.html"
    label: str
    rows: list[Part]
    add: str
    empty: str = ""
    # How its rows are filled in with the keyboard, where they are more than one would guess.
    about: str = ""
    is_wide: bool = False
    messages: list[Message] = field(default_factory=list)
    # How many items the list has, and the number of the first that is shown; of a long one only some are.
    count: int = 0
    start: int = 0
    # The first items of the rows before these and after them, as an address names them; "" if there are none.
    earlier: str = ""
    later: str = ""

    @property
    def children(self) -> list[Part]:
        return self.rows

    @property
    def is_cut(self) -> bool:
        return self.count > len(self.rows)

    @property
    def first(self) -> int:
        """The number of the first row, from 1."""
        return self.start + 1

    @property
    def last(self) -> int:
        return self.start + len(self.rows)

    def hides(self, path: FieldPath) -> bool:
        """Whether a field belongs to an item that is not shown."""
        if not self.is_cut or len(path) <= len(self.path) or not path.is_under(self.path):
            return False
        item = path[: len(self.path) + 1]
        return all(row.path != item for row in self.rows)


@dataclass
class Pair(Row):
    """One key and value of a map."""

    @property
    def can_move(self) -> bool:
        return False

    @property
    def is_plain(self) -> bool:
        return True


@dataclass
class Chooser(Part):
    """A union: one select for the branch, and the controls of the chosen branch only."""

    template = "builder/parts/_chooser.html"
    label: str
    choices: list[tuple[str, str]]
    chosen: str
    parts: list[Part]
    # Where each branch stands, by its name.
    branches: Mapping[str, FieldPath]
    is_label_hidden: bool = False
    # By choice: the group in which it stands, if it stands in one.
    group_of: Mapping[str, str] = field(default_factory=dict)
    messages: list[Message] = field(default_factory=list)

    @property
    def at(self) -> FieldPath:
        """The field that is chosen, which help is about; the union's object while there is none."""
        return self.branches.get(self.chosen, self.path)

    @property
    def short_path(self) -> str:
        return field_name(self.at)

    @property
    def children(self) -> list[Part]:
        return self.parts


@dataclass
class Leftover(Part):
    """A field of the manifest that the version does not have, and so no control shows."""

    messages: list[Message] = field(default_factory=list)


@dataclass
class Matrix(Part):
    """Requests and limits: a line for each resource."""

    template = "builder/parts/_matrix.html"
    lines: list[MatrixLine]
    suggestions: list[tuple[str, str]] = field(default_factory=list)
    # Amounts to begin with, by name and in words.
    sizes: list[tuple[str, str]] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)

    @property
    def children(self) -> list[Part]:
        return list(self.lines)


@dataclass
class MatrixLine(Part):
    """One resource: its request and its limit."""

    template = ""
    label: str
    resource: str
    request: Control
    limit: Control
    said: Sentence
    is_removable: bool = False

    @property
    def children(self) -> list[Part]:
        return [self.request, self.limit, self.said]
