"""What a step's form is made of: controls, and the groups, rows and choosers that arrange them.

A part is drawn from the document and knows which edits the posted texts amount to. Nothing here decides what the
API allows: labels, choices and bounds come from the catalogue, verdicts from the review.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, ClassVar, Protocol

from podbuilder.builder.forms.fields import ValueField, as_posted
from podbuilder.builder.forms.names import dom_id
from podbuilder.kube.field import FieldPath
from podbuilder.kube.manifest import Edit


class Posted(Protocol):
    """What a part may ask of the bound form."""

    def text(self, name: str) -> str | None:
        """The posted text of a control; None if the page did not have it."""

    def value(self, name: str) -> Any:
        """The value that the posted text stands for; None for an empty text."""

    def is_valid_text(self, name: str) -> bool:
        """Whether the posted text can become a value."""

    def complain(self, name: str, message: str) -> None:
        """Say at a control why its text changes nothing."""


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

    def changes(self, posted: Posted) -> Iterator[Edit]:
        """The edits that the posted texts of this part and its children amount to."""
        for child in self.children:
            yield from child.changes(posted)

    def walk(self) -> Iterator[Part]:
        """This part and everything in it."""
        yield self
        for child in self.children:
            yield from child.walk()


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
    # An empty text is a value of its own (an argument, a label's value), not absence.
    keeps_empty: bool = False
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

    def changes(self, posted: Posted) -> Iterator[Edit]:
        text = posted.text(self.name)
        if text is None or text == as_posted(self.text) or not posted.is_valid_text(self.name):
            return
        value = posted.value(self.name)
        if value is None and not self.keeps_empty:
            yield Edit("remove", self.path)
        else:
            yield Edit("set", self.path, "" if value is None else value)


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
    """One key and value of a map. Renaming the key keeps its place and its comments."""

    known_keys: frozenset[str] = frozenset()
    key: str = ""

    @property
    def can_move(self) -> bool:
        return False

    @property
    def is_plain(self) -> bool:
        return True

    def changes(self, posted: Posted) -> Iterator[Edit]:
        key_control, value_control = self.parts
        text = posted.text(key_control.name)
        if text is None:
            return
        key, path = text.strip(), self.path
        if not key:
            if not self.is_blank or posted.text(value_control.name):
                posted.complain(key_control.name, "A pair needs a key; until it has one, nothing changes.")
            return
        if key != self.key and key in self.known_keys:
            posted.complain(key_control.name, "This key is there already; a key can stand in a map only once.")
            return
        if self.is_blank:
            yield Edit("set", path.parent.key(key), posted.value(value_control.name) or "")
            return
        if key != self.key:
            yield Edit("rename", path, to=key)
            path = path.parent.key(key)
        for edit in value_control.changes(posted):
            yield Edit(edit.op, path, edit.value)


@dataclass
class Chooser(Part):
    """A union: one select for the branch, and the controls of the chosen branch only.

    `branches` maps each branch's name to the path (below the union's own) that holds it; `start` gives what a newly
    chosen branch begins with.
    """

    template = "builder/parts/_chooser.html"
    label: str
    choices: list[tuple[str, str]]
    chosen: str
    parts: list[Part]
    branches: dict[str, FieldPath] = field(default_factory=dict)
    starts: dict[str, Any] = field(default_factory=dict)
    # What is removed when no branch is chosen any more; None where there must be one.
    owner: FieldPath | None = None
    is_label_hidden: bool = False
    messages: list[Message] = field(default_factory=list)

    @property
    def children(self) -> list[Part]:
        return self.parts

    def changes(self, posted: Posted) -> Iterator[Edit]:
        chosen = posted.text(self.name)
        if chosen is None or chosen == self.chosen or (chosen and chosen not in self.branches):
            yield from super().changes(posted)
            return
        if not chosen:
            if self.owner is not None:
                yield Edit("remove", self.owner)
            return
        if self.chosen:
            yield Edit("remove", self.branches[self.chosen])
        if self.starts.get(chosen) is not None:
            yield Edit("set", self.branches[chosen], self.starts[chosen])


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
