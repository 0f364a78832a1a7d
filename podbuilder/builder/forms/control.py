"""What a step's form is made of: parts, of which the smallest is the control of one value. layout.py arranges them.

Nothing here decides what the API allows: labels, choices and bounds come from the catalogue, verdicts from the review.
What posted texts change is read from their names alone (editing/field_edits.py).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.functional import cached_property

from podbuilder.builder.forms.fields import ValueField
from podbuilder.builder.forms.names import dom_id, field_name
from podbuilder.builder.forms.units import unit_of
from podbuilder.kube.core.field import FieldPath

HINT = "hint"


@dataclass
class Message:
    """One sentence beside a control; `kind` is error, warning or hint."""

    kind: str
    text: str
    # What would mend it with one click: each has the `title` of its button, and its value, `op`.
    corrections: tuple[Any, ...] = dataclasses.field(default=(), kw_only=True)


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
    def short_path(self) -> str:
        """The field's name in the API, for people who know it; "" for an item of a list."""
        return field_name(self.path)

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
    choices: list[tuple[str, str]] = dataclasses.field(default_factory=list)
    # By choice: the group in which it stands, if it stands in one.
    group_of: Mapping[str, str] = dataclasses.field(default_factory=dict)
    placeholder: str = ""
    unit: str = ""
    # The units to choose from, for an amount that is posted with the unit it has.
    units: tuple[str, ...] = ()
    hint: str = ""
    doc: str = ""
    suggestions: str = ""
    is_multiline: bool = False
    choice_help: Mapping[str, str] = dataclasses.field(default_factory=dict)
    is_required: bool = False
    is_code: bool = True
    is_label_hidden: bool = False
    reshapes: bool = False
    # The sign that leads to the field's comment; "" where the field is not in the manifest.
    note: str = ""
    # The fields that refer to this name, each with the name of the container it is in, or else its own.
    uses: tuple[tuple[str, FieldPath], ...] = ()
    # In how many other places the object that it names is named, too.
    others: int = 0
    # What this field refers to, in words, and where that gets its name.
    given: tuple[str, FieldPath] | None = None
    messages: list[Message] = dataclasses.field(default_factory=list)

    @property
    def lines(self) -> int:
        """The initial height of a text box, in lines; it grows with its text."""
        return min(self.text.count("\n") + 1, 20)

    @property
    def input_mode(self) -> str:
        return "numeric" if self.type == "integer" else ""

    @property
    def described_by(self) -> str:
        """The ids of the elements that describe the control to a screen reader."""
        return f"{self.id}-says {self.id}-hint" if self.hint or self.has_live_hint else f"{self.id}-says"

    @property
    def has_live_hint(self) -> bool:
        """Whether the hint, and what the choice of nothing is called, follow the values as they change."""
        return bool(self.choice_help)

    @property
    def unset(self) -> str:
        """What the choice of nothing is called; beside an amount, the unit that it has."""
        return unit_of(self.text, self.units) if self.units else self.choices[0][1]

    @property
    def errors(self) -> list[Message]:
        return [m for m in self.messages if m.kind == "error"]
