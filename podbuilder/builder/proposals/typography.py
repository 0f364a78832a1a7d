"""Changes to what was pasted into a draft: characters that look like others, and placeholders of other languages."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import cached_property

from podbuilder.builder.draft_parameters import typed
from podbuilder.builder.models import Draft, State
from podbuilder.builder.proposals.proposal import Proposal, written
from podbuilder.kube.catalogue import load
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.paste.diagnosis import Diagnosis, diagnose
from podbuilder.kube.paste.foreign_parameters import in_fields
from podbuilder.kube.templating import MOST_PARAMETERS


@dataclass(frozen=True)
class CleanCharacters:
    """A draft whose text has characters that look like others, and what was meant by each."""

    draft: Draft
    manifest: Manifest

    @cached_property
    def _found(self) -> Diagnosis:
        return diagnose(self.manifest.text)

    @property
    def about(self) -> list[str]:
        """What is in the text, a sentence each."""
        return [f"Line {trace.line}: {trace.message}" for trace in self._found.traces]

    @cached_property
    def proposal(self) -> Proposal:
        text = self._found.cleaned
        after = Manifest.read(text, self.manifest.number) if text else self.manifest
        refusals = () if text else ("The text has no character that looks like another.",)
        done = "The characters are replaced. Undo reverts it."
        return Proposal(self.draft, self.manifest, after, "Replace look-alike characters", done, refusals)


@dataclass(frozen=True)
class FillPlaceholders:
    """A draft whose fields have placeholders of another language, and the parameters they become."""

    draft: Draft
    manifest: Manifest

    @cached_property
    def _found(self) -> tuple[dict[FieldPath, str], list[str], State]:
        declared = self.draft.declared
        values, made = in_fields(self.manifest.pod, declared)
        changed = self._changed(values)
        made = [typed(changed, one, load(self.draft.kubernetes)) for one in made]
        names = [f"{one.title}: {one.placeholder}" for one in made]
        return values, names, State(parameters=[one.to_json() for one in (*declared, *made)])

    def _changed(self, values: dict[FieldPath, str]) -> Manifest:
        return self.manifest.set_all({self.manifest.in_document(at): text for at, text in values.items()})

    @property
    def about(self) -> list[str]:
        """The parameters, each with its placeholder."""
        return self._found[1]

    @cached_property
    def proposal(self) -> Proposal:
        values, _, state = self._found
        after, refusals = written(self.manifest, lambda: self._changed(values))
        if not values:
            refusals = ("No field has a placeholder that could become a parameter.",)
        elif len(state["parameters"]) > MOST_PARAMETERS:
            refusals = (f"A template has at most {MOST_PARAMETERS} parameters.",)
        done = "The placeholders are parameters now. Undo reverts it."
        title = "Make placeholders parameters"
        return Proposal(self.draft, self.manifest, after, title, done, refusals, state if not refusals else State())
