"""A fix of advice that the user completes, held against a draft."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass

from django.utils.functional import cached_property

from podbuilder.builder.advice.advice import Advice, judge
from podbuilder.builder.proposals.answered_patch import AnsweredPatch


@dataclass(frozen=True)
class AssistedFix(AnsweredPatch):
    """The fix of a piece of advice, held against a draft."""

    _: KW_ONLY
    advice: Advice

    @cached_property
    def is_mended(self) -> bool:
        """Whether this settles the advice. Compares how often its rule fires, for list items may have moved."""
        rule = self.advice.rule
        before, left = (judge(manifest, self.draft).kept for manifest in (self.manifest, self.proposal.after))
        return sum(one.rule == rule for one in left) < sum(one.rule == rule for one in before)
