"""Objects that are added beside a draft's pod, held against the draft: a Service, a ConfigMap, a budget."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.functional import cached_property

from podbuilder.builder.forms.fields import as_posted
from podbuilder.builder.forms.names import dom_id
from podbuilder.builder.models import Draft
from podbuilder.builder.proposals.note_rows import NoteRow, note_rows
from podbuilder.builder.proposals.proposal import Proposal
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.proposed_companions.companions import AddedCompanions, add, offers
from podbuilder.kube.proposed_companions.named_data import FIELDS
from podbuilder.kube.proposed_companions.offer import Offer, Question, Refusal

# The names of the controls: behind the first the slug of an offer; the answers are `SLUG:QUESTION`.
ADD = "add:"
LONGEST = 2000
NUMBERS = frozenset(("number",))


class CompanionQuestion(NamedTuple):
    """One question of an offer, with what is typed and what is wrong with it."""

    offer: Offer
    question: Question
    text: str
    error: str = ""

    @property
    def name(self) -> str:
        return f"{self.offer.slug}:{self.question.name}"

    @property
    def id(self) -> str:
        return dom_id(self.name)

    @property
    def input_mode(self) -> str:
        return "numeric" if self.question.kind in NUMBERS else ""


class OfferedCompanion(NamedTuple):
    """An offer as the page shows it: whether it is ticked, and its questions."""

    offer: Offer
    is_chosen: bool
    questions: tuple[CompanionQuestion, ...]
    errors: tuple[str, ...]

    @property
    def name(self) -> str:
        return ADD + self.offer.slug

    @property
    def takes_files(self) -> bool:
        """Whether its values can come from files."""
        return self.offer.is_possible and self.offer.kind in FIELDS

    @property
    def id(self) -> str:
        return dom_id(self.name)


@dataclass(frozen=True)
class CompanionAddition:
    """The companions that a draft can have, and what those that are chosen add.

    `data` is what is posted, None before anything is. `only` names the one that somebody came for, by
    its slug or as `Secret/name`.
    """

    draft: Draft
    manifest: Manifest
    data: Mapping[str, str] | None = None
    only: str = ""

    @cached_property
    def _offers(self) -> tuple[Offer, ...]:
        return offers(self.manifest, self.draft.kubernetes)

    @cached_property
    def _chosen(self) -> dict[str, dict[str, str]]:
        """The answers to each offer that is ticked."""
        return {offer.slug: self._answers(offer) for offer in self._offers if self._is_chosen(offer)}

    def _is_chosen(self, offer: Offer) -> bool:
        if not offer.can_be_added:
            return False
        if self.data is not None:
            return ADD + offer.slug in self.data
        return self.only in (offer.slug, f"{offer.kind}/{offer.name}") if self.only else offer.is_advised

    def _answers(self, offer: Offer) -> dict[str, str]:
        """What is posted for each of its questions; their defaults where nothing is."""
        return {one.name: self._answer(offer, one) for one in offer.questions}

    def _answer(self, offer: Offer, question: Question) -> str:
        text = None if self.data is None else self.data.get(f"{offer.slug}:{question.name}")
        return question.default if text is None else as_posted(text)[:LONGEST].strip()

    @cached_property
    def added(self) -> AddedCompanions:
        return add(self.manifest, self._chosen, self.draft.kubernetes)

    @cached_property
    def proposal(self) -> Proposal:
        refusals = tuple(self._named(one) for one in self.added.refused)
        return Proposal(self.draft, self.manifest, self.added.manifest, "Add beside the pod", self._done, refusals)

    @cached_property
    def _titles(self) -> dict[str, str]:
        return {offer.slug: offer.title for offer in self._offers}

    def _named(self, one: Refusal) -> str:
        """A refusal with the companion that it is about: it stands above the preview, apart from all of them."""
        title = self._titles.get(one.slug, "")
        return f"{title}: {one.sentence}" if title else one.sentence

    @property
    def _done(self) -> str:
        names = [offer.title for offer in self._offers if offer.slug in self.added.added]
        return f"{_listed(names)} {'was' if len(names) == 1 else 'were'} added."

    @cached_property
    def offered(self) -> list[OfferedCompanion]:
        """What can be added, each with its questions."""
        return [self._offered(offer) for offer in self._offers if not offer.is_there]

    @property
    def there(self) -> list[str]:
        """What the file has already."""
        return [offer.title for offer in self._offers if offer.is_there]

    def _offered(self, offer: Offer) -> OfferedCompanion:
        refused = [one for one in self.added.refused if one.slug == offer.slug]
        wrong = {one.question: one.sentence for one in refused}
        answers = self._answers(offer)
        questions = (
            CompanionQuestion(offer, one, answers[one.name], wrong.get(one.name, "")) for one in offer.questions
        )
        own = tuple(one.sentence for one in refused if not one.question)
        return OfferedCompanion(offer, offer.slug in self._chosen, tuple(questions), own)

    @property
    def rows(self) -> list[NoteRow]:
        """What the addition does, what somebody has to read first."""
        return note_rows((note, self._titles.get(note.slug, "The pod")) for note in self.added.notes)


def _listed(names: list[str]) -> str:
    """Names as a sentence lists them."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
