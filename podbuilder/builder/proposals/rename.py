"""Another name for a volume, a container, a port or a claim, and for all that refers to it, held against a draft."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import cached_property

from podbuilder.builder.models import Draft
from podbuilder.builder.proposals.proposal import Proposal, written
from podbuilder.builder.steps.outline import slug_for
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.manifest.object_references import NamedObject
from podbuilder.kube.manifest.references import Named

# References that the page lists; of more, it says how many there are.
SHOWN_USES = 50


@dataclass(frozen=True)
class Renamed:
    """Something of a draft's pod under another name; the same name, or none, changes nothing."""

    draft: Draft
    manifest: Manifest
    named: Named | NamedObject
    to: str

    @property
    def title(self) -> str:
        return f"Rename the {self.named.what} {self.named.name}"

    @cached_property
    def proposal(self) -> Proposal:
        after, refusals = written(self.manifest, self._changed)
        count = len(self.named.uses) + self.elsewhere
        places = f"in {count} place{'s' if count != 1 else ''} besides"
        done = f"The {self.named.what} {self.named.name} is called {self.to} now, {places}."
        return Proposal(self.draft, self.manifest, after, self.title, done, refusals, may_add_errors=False)

    def _changed(self) -> Manifest:
        return self.named.renamed(self.manifest, self.to) if self.to not in ("", self.named.name) else self.manifest

    @property
    def problems(self) -> list[str]:
        """Why it cannot be applied, in whole sentences."""
        return [*self.proposal.refusals, *(error.detail for error in self.proposal.new_errors)]

    @property
    def uses(self) -> tuple[FieldPath, ...]:
        """The places that refer to the name, as many as are shown."""
        return self.named.uses[:SHOWN_USES]

    @property
    def elsewhere(self) -> int:
        """How many places of the file outside this pod have the name, too."""
        if isinstance(self.named, NamedObject):
            return self.named.elsewhere
        return sum(map(len, self.named.outside(self.manifest).values()))

    @property
    def more(self) -> int:
        return len(self.named.uses) - len(self.uses)

    @property
    def step(self) -> str:
        """The slug of the step in which the name is given."""
        return slug_for(self.named.path)
