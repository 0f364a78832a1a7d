"""Hardening a draft to a level of Pod Security: what is asked, what changes, and what remains."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.functional import cached_property

from podbuilder.builder.forms.names import dom_id
from podbuilder.builder.models import Draft
from podbuilder.builder.proposals.proposal import Proposal, written
from podbuilder.kube import podsecurity
from podbuilder.kube.core.whole_number import whole_number
from podbuilder.kube.hardening import LARGEST_USER, HardenedPod, RemainingViolation, UnknownUserId, harden
from podbuilder.kube.manifest import Manifest

LEVELS = (podsecurity.BASELINE, podsecurity.RESTRICTED)


class UserIdQuestion(NamedTuple):
    """The question for a user id, with the posted answer and what is wrong with it."""

    ask: UnknownUserId
    text: str
    problem: str

    @property
    def name(self) -> str:
        return str(self.ask.path)

    @property
    def id(self) -> str:
        return dom_id(self.name)

    @property
    def label(self) -> str:
        return f"User id of {self.ask.whom}"

    @property
    def hint(self) -> str:
        if self.ask.is_needed:
            return f"The manifest asks for root here. Use {self.ask.proposed} if the image works with any user."
        return (
            "Leave this empty if the image sets a numeric user. An image that runs as root does not start without it."
        )


@dataclass(frozen=True)
class Hardening:
    """The changes that harden a draft to a level of Pod Security; `data` holds the posted answers."""

    draft: Draft
    manifest: Manifest
    level: str
    data: Mapping[str, str] | None = None

    @property
    def title(self) -> str:
        """The level in words."""
        return self.level.capitalize()

    def _harden(self, answers: Mapping[str, int]) -> HardenedPod:
        is_template = self.manifest.is_template
        return harden(self.manifest.pod, self.level, self.draft.kubernetes, answers, is_template)

    @cached_property
    def questions(self) -> list[UserIdQuestion]:
        return [self._asked(ask) for ask in self._harden({}).unknown_users]

    def _asked(self, ask: UnknownUserId) -> UserIdQuestion:
        if self.data is None:
            return UserIdQuestion(ask, str(ask.proposed) if ask.is_needed else "", "")
        text = self.data.get(str(ask.path), "").strip()
        if text and whole_number(text, LARGEST_USER, least=1) is None:
            return UserIdQuestion(ask, text[:60], f"A user id other than root's is a number from 1 to {LARGEST_USER}.")
        return UserIdQuestion(ask, text, "")

    @cached_property
    def reached(self) -> HardenedPod:
        return self._harden({q.name: int(q.text) for q in self.questions if q.text and not q.problem})

    @cached_property
    def proposal(self) -> Proposal:
        after, unwritable = written(self.manifest, lambda: self.manifest.patch(self.reached.edits))
        wrong = [f"{question.label}: {question.problem}" for question in self.questions if question.problem]
        title, refusals = f"Reach {self.title}", (*wrong, *unwritable)
        return Proposal(self.draft, self.manifest, after, title, self._done, refusals, may_add_errors=False)

    @property
    def _done(self) -> str:
        left = len(self.remaining)
        return f"{self.title}: {left} left for you to decide." if left else f"{self.title} is reached."

    @property
    def problems(self) -> list[str]:
        """Why it cannot be applied."""
        return [*self.proposal.refusals, *(f"{error.path}: {error.detail}" for error in self.proposal.new_errors)]

    @property
    def remaining(self) -> tuple[RemainingViolation, ...]:
        return self.reached.remaining
