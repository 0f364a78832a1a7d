"""What setting a field would do, said before it is done: one line for each place where it can go."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import cached_property

from podbuilder.builder.editing.assignments import Place, places_of
from podbuilder.builder.forms.fields import NoValue
from podbuilder.builder.models import Draft
from podbuilder.builder.proposals.proposal import Proposal, written
from podbuilder.builder.steps.outline import companion_of, slug_for, workload_of
from podbuilder.kube.core.field import Document
from podbuilder.kube.manifest import Manifest
from podbuilder.web.announcement import announced

# Texts beyond which only the first place is judged: each verdict takes as long as one keystroke's.
_LONG = 60_000


@dataclass(frozen=True)
class FieldSetting:
    """A field that is said with its value, at one place of a draft."""

    draft: Draft
    manifest: Manifest
    place: Place
    is_judged: bool = True

    @property
    def title(self) -> str:
        """What it does, in one sentence: “Set periodSeconds to 5 in readinessProbe of web”."""
        place = self.place
        where = place.container or f"the {self._owner}"
        if place.around:
            where = f"{place.around} of {place.container}" if place.container else place.around
        return announced(f"Set {place.path[-1]} to {place.text or '“”'} in {where}")

    @property
    def _owner(self) -> str:
        return companion_of(self._pod) or ("pod template" if workload_of(self._pod) else "pod")

    @property
    def _pod(self) -> Document:
        return self.manifest.place.pod_with_workload

    @property
    def slug(self) -> str:
        """The step in which the field stands."""
        return slug_for(self.place.path)

    @cached_property
    def not_a_value(self) -> str:
        """Why the text cannot become a value of the field; "" if it can."""
        try:
            self.place.edit(self._pod)
        except NoValue as error:
            return f"{error} Did you mean {self.place.guess}?" if self.place.guess else str(error)
        return ""

    @cached_property
    def proposal(self) -> Proposal:
        after, refusals = written(self.manifest, lambda: self.manifest.patch([self.place.edit(self._pod)]))
        return Proposal(self.draft, self.manifest, after, self.title, refusals=refusals)

    @property
    def problem(self) -> str:
        """Why it cannot be set, or what the API server would then refuse; "" if nothing is wrong."""
        if self.not_a_value or self.proposal.refusals:
            return self.not_a_value or self.proposal.refusals[0]
        if not self.is_judged or not self.proposal.new_errors:
            return ""
        error = self.proposal.new_errors[0]
        where = "" if error.path == self.place.path else f"{error.path}: "
        return f"The API server would refuse it. {where}{error.detail}"

    @property
    def is_settable(self) -> bool:
        """Whether a press sets it; what the API server refuses can be set, as in any form."""
        return not self.not_a_value and not self.proposal.refusals

    @property
    def changes_nothing(self) -> bool:
        return self.is_settable and self.proposal.changes_nothing


def field_settings(draft: Draft, manifest: Manifest, said: str, slug: str = "") -> list[FieldSetting]:
    """The places where what was said can be set, those of the step `slug` first; none for other texts."""
    places = places_of(manifest.place.pod_with_workload, draft.kubernetes, said, slug)
    is_long = len(manifest.text) > _LONG
    return [FieldSetting(draft, manifest, place, not (is_long and number)) for number, place in enumerate(places)]
