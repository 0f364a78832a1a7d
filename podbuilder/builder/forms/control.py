"""What a step's form is made of: controls, and the groups, rows and choosers that arrange them.

Nothing here decides what the API allows: labels, choices and bounds come from the catalogue, verdicts from the review.
What posted texts change is read from their names alone (editing/field_edits.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import ClassVar

from podbuilder.builder.forms.fields import ValueField
from podbuilder.builder.forms.names import dom_id
from podbuilder.kube.core.field import FieldPath


@dataclass
class Message:
    """One sentence beside a control; `kind` is error, warning or hint."""

    kind: str
    text: str


@dataclass
class Part:
    """Anything on the form. `path` is where its messages belong; `name` is what page and script call it."""

    template: ClassVar[str] = ""
    path: FieldPath
    name: str

    @cached_property
    def id(self) -> str:
        return dom_id(self.name)

    @property
    def children(self) -> list[Part]:
        return []

    def walk(self) -> Iterator[Part]:
        """This part and everything in it, in the order of the page."""
        waiting: list[Part] = [self]
        while waiting:
            part = waiting.pop()
            yield part
            waiting.extend(reversed(part.children))


@dataclass
class Control(Part):
    """One input for one scalar."""

    template = "builder/parts/_control.html"
    label: str
    field: ValueField
    text: str = ""
    type: str = "string"
    choices: list[tuple[str, str]] = field(default_factory=list)
    placeholder: str = ""
    unit: str = ""
    # The units to choose from, for an amount that is posted with the unit it has.
    units: tuple[str, ...] = ()
    hint: str = ""
    doc: str = ""
    suggestions: str = ""
    is_multiline: bool = False
    choice_help: Mapping[str, str] = field(default_factory=dict)
    is_required: bool = False
    is_code: bool = True
    is_label_hidden: bool = False
    reshapes: bool = False
    # The sign that leads to the field's comment; "" where the field is not in the manifest.
    note: str = ""
    messages: list[Message] = field(default_factory=list)

    @property
    def short_path(self) -> str:
        """The field's own name, for those who know it by that."""
        last = self.path[-1]
        return "" if isinstance(last, int) else str(last)

    @property
    def lines(self) -> int:
        """How many lines a text of several starts with; it grows as they are typed."""
        return min(self.text.count("\n") + 1, 20)

    @property
    def input_mode(self) -> str:
        return "numeric" if self.type == "integer" else ""

    @property
    def described_by(self) -> str:
        """The ids of what a screen reader says of the control behind its label."""
        return f"{self.id}-says {self.id}-hint" if self.hint else f"{self.id}-says"

    @property
    def errors(self) -> list[Message]:
        return [m for m in self.messages if m.kind == "error"]


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
    summary: str = ""
    messages: list[Message] = field(default_factory=list)

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
    messages: list[Message] = field(default_factory=list)

    @property
    def children(self) -> list[Part]:
        return self.parts

    @property
    def can_move(self) -> bool:
        """Whether order means something; an empty row's buttons are there for when it is filled in."""
        return True

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
    about: str = ""
    is_wide: bool = False
    messages: list[Message] = field(default_factory=list)

    @property
    def children(self) -> list[Part]:
        return self.rows


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
    messages: list[Message] = field(default_factory=list)

    @property
    def children(self) -> list[Part]:
        return self.parts


@dataclass
class Matrix(Part):
    """Requests and limits: a line for each resource."""

    template = "builder/parts/_matrix.html"
    lines: list[MatrixLine]
    suggestions: list[tuple[str, str]] = field(default_factory=list)
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
