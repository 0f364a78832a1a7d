"""A patch that the user completes: its proposed values as controls, and the change that results."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import cached_property

from podbuilder.builder.editing.field_edits import FieldEdits, field_edits
from podbuilder.builder.forms.control import Control, Message, Part
from podbuilder.builder.forms.fields import as_posted
from podbuilder.builder.forms.form_builder import Sheet
from podbuilder.builder.forms.step_form import StepForm
from podbuilder.builder.models import Draft
from podbuilder.builder.proposals.proposal import Proposal, written
from podbuilder.kube.catalogue import Catalogue, load
from podbuilder.kube.core import document
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.lint import Patch
from podbuilder.kube.manifest import Manifest


@dataclass(frozen=True)
class AnsweredPatch:
    """A patch held against a draft, of which some values are asked; `data` holds the posted answers."""

    draft: Draft
    manifest: Manifest
    patch: Patch
    data: Mapping[str, str] | None = None

    @property
    def title(self) -> str:
        return self.patch.title.removesuffix(".")

    @cached_property
    def _offered(self) -> tuple[Manifest, tuple[str, ...]]:
        """The manifest with the fix as offered, and why it cannot be written."""
        return written(self.manifest, lambda: self.manifest.patch(self.patch.edits))

    @cached_property
    def _answered(self) -> tuple[Manifest, tuple[str, ...]]:
        """The manifest with the fix as answered, and why it cannot be written."""
        offered, unwritable = self._offered
        edits = self._read.edits if self.data is not None else ()
        after, unanswerable = written(offered, lambda: offered.patch(edits))
        return after, unwritable + unanswerable

    @cached_property
    def proposal(self) -> Proposal:
        after, unwritable = self._answered
        refusals = (*unwritable, *(said.text for said in self._read.complaints.values()))
        done = f"{self.title}: done."
        return Proposal(self.draft, self.manifest, after, self.title, done, refusals, may_add_errors=False)

    @cached_property
    def _asked(self) -> list[FieldPath]:
        """The fields whose values are proposed."""
        fields = load(self.draft.kubernetes)
        return list(
            dict.fromkeys(leaf for path in self.patch.asks for leaf in _leaves(self._offered[0].pod, path, fields))
        )

    @cached_property
    def _read(self) -> FieldEdits:
        """The edits that the answers make, and the complaints about them."""
        fields, data = load(self.draft.kubernetes), self.data or {}
        typed = {str(path): data[str(path)] for path in self._asked if str(path) in data}
        return field_edits(self._offered[0].pod, fields, typed, lambda path: True)

    @cached_property
    def form(self) -> StepForm:
        """A form with a control for each proposed value."""
        sheet = Sheet(self._offered[0].pod, load(self.draft.kubernetes))
        parts: list[Part] = [sheet.control(path) for path in self._asked]
        # The button that writes what was meant belongs to a step's form.
        said = {name: Message(said.kind, said.text) for name, said in self._read.complaints.items()}
        return StepForm(parts, said)

    @cached_property
    def controls(self) -> list[Control]:
        """The controls with what was typed into them and what is wrong with it."""
        _ = self.problems
        found = [part for part in self.form.parts if isinstance(part, Control)]
        for control in found:
            typed = (self.data or {}).get(control.name)
            control.text = control.text if typed is None else as_posted(typed)
            if isinstance(control.path[-1], str) and control.name.endswith("]"):
                # The field is the whole map; this is one key of it.
                control.label = f"{control.label}: {control.path[-1]}"
        return found

    @cached_property
    def problems(self) -> list[str]:
        """Why it cannot be applied, without the messages that belong to controls. Also places those."""
        said = [(error.path, Message("error", error.detail)) for error in self.proposal.new_errors]
        unplaced = self.form.place(said)
        self.form.place_complaints(self.data or {})
        return [*self._answered[1], *(message.text for message in unplaced)]


def _leaves(pod: Any, path: FieldPath, fields: Catalogue) -> Iterator[FieldPath]:
    """The paths of the scalar values at a path and below."""
    value = document.get(pod, path)
    if isinstance(value, dict):
        for key in value:
            child = path.child(key)
            yield from _leaves(pod, child if fields.field(child) is not None else path.key(key), fields)
    elif isinstance(value, list):
        for i in range(len(value)):
            yield from _leaves(pod, path.index(i), fields)
    elif value is not None:
        yield path
