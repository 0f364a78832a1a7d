"""A fix of advice that the user completes, held against a draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import cached_property

from podbuilder.builder.advice.advice import Advice, judge
from podbuilder.builder.forms.control import Control
from podbuilder.builder.models import Draft
from podbuilder.builder.proposals.answered_patch import AnsweredPatch
from podbuilder.builder.proposals.proposal import Proposal
from podbuilder.kube.lint.rule import Patch, assisted
from podbuilder.kube.manifest import Manifest


@dataclass(frozen=True)
class AssistedFix:
    """A piece of advice whose fix asks something, held against a draft; `data` holds the posted answers."""

    draft: Draft
    manifest: Manifest
    advice: Advice
    data: Mapping[str, str] | None = None

    @property
    def title(self) -> str:
        return (self.advice.fix or self.advice.question).removesuffix(".")

    @cached_property
    def _answered(self) -> AnsweredPatch:
        patch: Patch = self.advice.patch or assisted(self.title)
        return AnsweredPatch(self.draft, self.manifest, patch, self.title, self.data)

    @property
    def proposal(self) -> Proposal:
        return self._answered.proposal

    @property
    def controls(self) -> list[Control]:
        """The controls with what was typed into them and what is wrong with it."""
        return self._answered.controls

    @property
    def problems(self) -> list[str]:
        """Why it cannot be applied, without the messages that belong to controls."""
        return self._answered.problems

    @cached_property
    def is_mended(self) -> bool:
        """Whether this settles the advice. Compares how often its rule fires, for list items may have moved."""
        rule = self.advice.rule
        before, left = (judge(manifest, self.draft).kept for manifest in (self.manifest, self.proposal.after))
        return sum(one.rule == rule for one in left) < sum(one.rule == rule for one in before)
