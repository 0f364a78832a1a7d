"""Taking back one of the changes since a draft's text came in, or all of them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import cached_property

from podbuilder.builder.models import Draft
from podbuilder.builder.pages.changes_page import lines_in_words
from podbuilder.builder.proposals.proposal import Proposal, written
from podbuilder.kube.core.whole_number import whole_number
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.manifest.hunks import Hunk, Hunks

# What is posted for all changes at once, instead of a change's number.
ALL = "all"


@dataclass(frozen=True)
class TakenBack:
    """A draft without one of its changes: that with the posted number, from 0. Without a number nothing is changed."""

    draft: Draft
    manifest: Manifest
    received: str
    posted: str = ""

    @cached_property
    def hunks(self) -> Hunks:
        return Hunks.of(self.received, self.manifest.text)

    @property
    def hunk(self) -> Hunk | None:
        """The change that is taken back."""
        number = whole_number(self.posted)
        return self.hunks.changes[number] if number is not None and number < len(self.hunks.changes) else None

    @cached_property
    def proposal(self) -> Proposal:
        if self.posted == ALL:
            return self._proposal(self.received, "Take back all changes", "The text is as it came in.")
        hunk = self.hunk
        if hunk is None:
            return Proposal(self.draft, self.manifest, self.manifest, "Take back")
        where = lines_in_words(hunk.old, hunk.old_end) if hunk.removed else lines_in_words(hunk.new, hunk.new_end)
        done = f"{'Restored' if hunk.removed else 'Removed'} {where}, as the text came in."
        return self._proposal(self.hunks.without(hunk), f"Take back {where}", done)

    def _proposal(self, text: str, title: str, done: str) -> Proposal:
        after, refusals = written(self.manifest, lambda: Manifest.read(text, self.manifest.number))
        return Proposal(self.draft, self.manifest, after, title, done, refusals)
