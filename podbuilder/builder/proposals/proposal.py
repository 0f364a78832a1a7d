"""A change that is shown before it is made: the manifest as it is, as it would be, and what the server says of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from podbuilder.builder.comparison import DiffLine
from podbuilder.builder.difference import difference
from podbuilder.builder.models import Draft
from podbuilder.kube.field import FieldError
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.review import review_manifest


@dataclass(frozen=True)
class Proposed:
    """A manifest beside what would become of it."""

    draft: Draft
    before: Manifest
    after: Manifest

    @property
    def changes_nothing(self) -> bool:
        return self.before.text == self.after.text

    @cached_property
    def diff(self) -> list[DiffLine]:
        return difference(self.before.text, self.after.text)

    @cached_property
    def new_errors(self) -> list[FieldError]:
        """What the API server would say of the changed pod that it does not say of the pod as it is."""
        version = self.draft.kubernetes
        known = {(e.path, e.detail) for e in review_manifest(self.draft.with_defaults(self.before), version).errors}
        errors = review_manifest(self.draft.with_defaults(self.after), version).errors
        return [error for error in errors if (error.path, error.detail) not in known]

    def make(self, *, base: int, writer: str) -> None:
        """Write it into the draft as one step of undo (Conflict)."""
        self.draft.write(self.after.text, base=base, writer=writer)
