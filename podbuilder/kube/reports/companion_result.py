"""What there is to say about an object beside a pod."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from podbuilder.kube.companion_review import CompanionReview
from podbuilder.kube.core.field import ROOT, FieldPath
from podbuilder.kube.manifest import Position
from podbuilder.kube.manifest.file_object import FileObject
from podbuilder.kube.paste.lines import Trace
from podbuilder.kube.reports.remark import SERVER_WARNING, WARNING_ID, Origin, Remark


@dataclass(frozen=True)
class CompanionResult:
    """An object beside a pod and its review; if it came as YAML, also its place in the file."""

    origin: Origin
    review: CompanionReview
    place: FileObject | None = None
    # Kind and name, if the file has several objects.
    label: str = ""
    # Characters of the text that are not what they look like, if this is the first object of the file.
    hints: tuple[Trace, ...] = ()

    @property
    def start(self) -> FieldPath:
        """The path of the object in its document."""
        return self.place.path if self.place else ROOT

    @property
    def owner(self) -> str:
        """What the object is called wherever it stands."""
        return self.place.label if self.place else str(self.origin)

    def path(self, path: FieldPath) -> FieldPath:
        """A path of the object as a path of its document."""
        return FieldPath((*self.start, *path))

    def position(self, path: FieldPath) -> Position | None:
        """Where a path of the document stands in the text; None if the object did not come as YAML."""
        return self.place.where_in_document(path) if self.place else None

    def where(self, path: FieldPath) -> str:
        """`service.yaml:12:5`, or `objects.jsonl:3` for an object that stands on one line."""
        return self.origin.at(self.position(path))

    def remarks(self) -> Iterator[Remark]:
        """Errors, then the API server's warnings."""
        for error in self.review.errors:
            yield Remark(None, str(error.type), self.path(error.path), error.detail, place=self.path(error.place))
        for warning in self.review.warnings:
            yield Remark(SERVER_WARNING, WARNING_ID, self.path(warning.path), warning.message)
