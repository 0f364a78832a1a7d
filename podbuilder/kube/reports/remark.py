"""What a report says, remark by remark, and of which file."""

from __future__ import annotations

from typing import NamedTuple

from podbuilder.kube import lint
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.lint.waivers import Waiver
from podbuilder.kube.manifest import Position

# A warning of the API server weighs as much as advice of this severity.
SERVER_WARNING = lint.Severity.WARNING
ERROR = "error"
# The id by which machines know the API server's warnings.
WARNING_ID = "ServerWarning"


class Origin(NamedTuple):
    """Where an object comes from: its file, and its line there if the file has one object on each line."""

    file: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file

    def at(self, position: Position | None) -> str:
        """`pod.yaml:12:5`, or `pods.jsonl:3` where there is no position."""
        return f"{self}:{position.line}:{position.column}" if position else str(self)


class Remark(NamedTuple):
    """One thing to say about an object: an error, a warning of the API server, or advice."""

    # None for an error.
    severity: lint.Severity | None
    id: str
    # From the root of the document, even where the object is only a part of it.
    path: FieldPath
    message: str
    is_advice: bool = False
    # What suppresses this advice, if anything does.
    waiver: Waiver | None = None
    # Where it stands, if that is not the path.
    place: FieldPath | None = None

    @property
    def at(self) -> FieldPath:
        """The path of what stands in the text: a map's entry, where the path is only that of its map."""
        return self.path if self.place is None else self.place

    @property
    def kind(self) -> str:
        """The severity in a word."""
        return ERROR if self.severity is None else str(self.severity)
