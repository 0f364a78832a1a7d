"""A change to a draft that is JSON on one line: the same on several."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import cached_property

from podbuilder.builder.models import Draft
from podbuilder.builder.proposals.proposal import Proposal, written
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.yamltext.json_layout import is_on_one_line, laid_out


@dataclass(frozen=True)
class LayOut:
    """A draft, and its text with an entry a line."""

    draft: Draft
    manifest: Manifest

    @property
    def about(self) -> list[str]:
        """What is said of it."""
        return ["Only spaces and line breaks change. The file stays JSON, with the same values in the same order."]

    @cached_property
    def proposal(self) -> Proposal:
        after, refusals = written(self.manifest, self._laid_out)
        if not is_on_one_line(self.manifest.text):
            after, refusals = self.manifest, ("The text is not JSON on one line.",)
        return Proposal(
            self.draft,
            self.manifest,
            after,
            "Lay out the JSON on several lines",
            "The JSON stands on several lines. Undo reverts it.",
            refusals,
        )

    def _laid_out(self) -> Manifest:
        return Manifest.read(laid_out(self.manifest.text), self.manifest.number)
