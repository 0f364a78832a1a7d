"""A change held against a draft: its difference and its new errors, shown before it is applied."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.functional import cached_property

from podbuilder.builder.models import Draft, State
from podbuilder.builder.models.parameters import with_defaults
from podbuilder.builder.pages.last_change import LastChange
from podbuilder.builder.pages.yaml_pane import changed_lines
from podbuilder.builder.proposals.new_errors import new_errors
from podbuilder.kube.core.field import FieldError
from podbuilder.kube.manifest import Manifest, ManifestError
from podbuilder.kube.manifest.text_diff import DiffLine, changes
from podbuilder.kube.review import Review, review_manifest
from podbuilder.kube.templating import all_from_json

# As long as the subject of a step of undo can be.
LONGEST_TITLE = 512


@dataclass(frozen=True)
class Proposal:
    """A draft's manifest before and after a change. Nothing is written until `apply`.

    Whatever changes a draft as a whole (a recipe, a conversion, a fix) makes one of these and leaves to it the
    difference, the errors and the writing.
    """

    draft: Draft
    before: Manifest
    # The changed manifest; if the change is refused, as far as it can be written.
    after: Manifest
    # What it does, in a few words; also the subject of its step of undo.
    title: str
    # The message once it is applied, in whole sentences.
    done: str = ""
    # Why it cannot be applied, in whole sentences.
    refusals: tuple[str, ...] = ()
    # What it changes in the draft besides the text.
    state: State = field(default_factory=State)
    # Whether it may be applied although it adds errors.
    may_add_errors: bool = True

    @property
    def changes_nothing(self) -> bool:
        return self.before.text == self.after.text and self._state == self.draft.state

    @cached_property
    def diff(self) -> list[DiffLine]:
        return changes(self.before.text, self.after.text)

    @property
    def change(self) -> LastChange:
        """What is said to have changed once it is applied."""
        return LastChange(self.done, changed_lines(self.before.text, self.after.text))

    @cached_property
    def new_errors(self) -> list[FieldError]:
        """The errors that the API server would report for the changed manifest but not for the current one."""
        if self.changes_nothing:
            return []
        return new_errors(self._reviewed(self.before, self.draft.state), self._after)

    @property
    def _state(self) -> State:
        """Everything that is kept beside the text, after the change."""
        return State(**{**self.draft.state, **self.state})

    @cached_property
    def _after(self) -> tuple[Manifest, Review]:
        return self._reviewed(self.after, self._state)

    def _reviewed(self, manifest: Manifest, state: State) -> tuple[Manifest, Review]:
        """A manifest with its placeholders filled in, and its review by the draft's version."""
        version = self.draft.kubernetes
        filled = with_defaults(manifest, all_from_json(state["parameters"]), version)
        return filled, review_manifest(filled, version)

    @property
    def is_ready(self) -> bool:
        """Whether it can be applied."""
        return not self.refusals and (self.may_add_errors or not self.new_errors)

    def is_stale(self, base: int, tab_id: str) -> bool:
        """Whether another page has written since the page that shows it was drawn, from revision `base`."""
        return self.draft.is_stale(base, tab_id)

    def apply(self, *, base: int, tab_id: str) -> bool:
        """Write it into the draft as one step of undo. Returns whether that changed anything.

        Raises Conflict if another page has written since revision `base`, ValueError if the change is refused.
        """
        if not self.is_ready:
            raise ValueError("this change is refused; ask is_ready first")
        text, subject = self.after.text, self.title[:LONGEST_TITLE]
        verdict = None if self.changes_nothing else self._after[1]
        return self.draft.write(text, base=base, tab_id=tab_id, subject=subject, review=verdict, **self.state)


def written(manifest: Manifest, change: Callable[[], Manifest]) -> tuple[Manifest, tuple[str, ...]]:
    """The manifest that `change` returns; if it raises ManifestError, the given one, and why it cannot be changed."""
    try:
        return change(), ()
    except ManifestError as error:
        return manifest, (cannot_be_written(error),)


def cannot_be_written(error: ManifestError) -> str:
    """A sentence on why an edit cannot be written into a manifest."""
    return f"This cannot be written into the manifest: {error.message}"
