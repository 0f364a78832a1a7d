"""The companions that a pod can have, and a file to which those that were chosen have been added."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from podbuilder.kube.core import versions
from podbuilder.kube.manifest import Edit, Manifest, ManifestError
from podbuilder.kube.proposed_companions import (
    autoscaler,
    claim,
    disruption_budget,
    ingress_offer,
    named_data,
    network_policy_offer,
    role,
    service_account,
    service_offer,
)
from podbuilder.kube.proposed_companions.answers import completed, refusals
from podbuilder.kube.proposed_companions.basis import Basis
from podbuilder.kube.proposed_companions.file_end import with_companions
from podbuilder.kube.proposed_companions.offer import Answers, Companion, CompanionNote, Made, Offer, Refusal


class _Maker(NamedTuple):
    offers: Callable[[Basis], Iterator[Offer]]
    made: Callable[[Basis, Offer, Answers], Made]


# In the order in which the objects are written: what others need comes first.
_MAKERS = tuple(
    _Maker(one.offers, one.made)
    for one in (
        service_account,
        role,
        named_data,
        claim,
        network_policy_offer,
        service_offer,
        ingress_offer,
        disruption_budget,
        autoscaler,
    )
)


@dataclass(frozen=True, slots=True)
class AddedCompanions:
    """A manifest whose file has the companions, what was done and is left open, and why some were not added."""

    manifest: Manifest
    notes: tuple[CompanionNote, ...] = ()
    refused: tuple[Refusal, ...] = ()
    # The slugs of those that were added, among them those that came along.
    added: tuple[str, ...] = ()


def offers(manifest: Manifest, version: str = versions.DEFAULT) -> tuple[Offer, ...]:
    """What the pod of a manifest can have beside it, and what it has already, in the order of the file."""
    return tuple(offer for _, offer in _offered(Basis(manifest, version)))


def _offered(basis: Basis) -> Iterator[tuple[_Maker, Offer]]:
    return ((maker, offer) for maker in _MAKERS for offer in maker.offers(basis))


def add(manifest: Manifest, chosen: Mapping[str, Answers], version: str = versions.DEFAULT) -> AddedCompanions:
    """Write the companions with these slugs into the file of a manifest, with the answers to their questions.

    What the pod needs for them is edited as well; all other lines stay as they are. What is there already, or cannot
    be made, is refused, and so are answers that do not do; the rest is added.
    """
    wanted, refused = _with_needed(Basis(manifest, version), chosen)
    basis = Basis(manifest, version, wanted)
    # One may be possible only together with another: a budget for the pods of an autoscaler.
    found = [(maker, offer) for maker, offer in _offered(basis) if offer.slug in wanted]
    refused += [_why_not(offer) for _, offer in found if not offer.can_be_added]
    made = {
        offer.slug: maker.made(basis, offer, {**completed(offer, {}), **wanted[offer.slug]})
        for maker, offer in found
        if offer.can_be_added
    }
    notes = tuple(dict.fromkeys(note for one in made.values() for note in one.notes))
    edits = list(_apart(edit for one in made.values() for edit in one.edits))
    written: list[Companion] = [companion for one in made.values() for companion in one.companions]
    try:
        changed = with_companions(manifest.patch(edits), written) if written else manifest
    except ManifestError as problem:
        return AddedCompanions(manifest, refused=(*refused, *(Refusal(slug, problem.message) for slug in made)))
    return AddedCompanions(changed, notes, tuple(refused), tuple(made))


def _with_needed(basis: Basis, chosen: Mapping[str, Answers]) -> tuple[dict[str, Answers], list[Refusal]]:
    """The completed answers of what is chosen and of what that needs, and what is wrong with some."""
    known = {offer.slug: offer for _, offer in _offered(basis)}
    wanted: dict[str, Answers] = {}
    refused: list[Refusal] = []
    for slug in dict.fromkeys(_needed(chosen, known)):
        if slug not in known:
            refused.append(Refusal(slug, "The pod has nothing that this could be made from."))
            continue
        answers = completed(known[slug], chosen.get(slug, {}))
        wrong = list(refusals(known[slug], answers))
        refused += wrong
        if not wrong:
            wanted[slug] = answers
    lost = [slug for slug in wanted if not set(known[slug].needs) <= set(wanted)]
    refused += [Refusal(slug, f"What it needs is not added: {known[slug].needs[0]}.") for slug in lost]
    return {slug: one for slug, one in wanted.items() if slug not in lost}, refused


def _needed(chosen: Iterable[str], known: Mapping[str, Offer]) -> Iterator[str]:
    for slug in chosen:
        yield from known[slug].needs if slug in known and known[slug].can_be_added else ()
        yield slug


def _why_not(offer: Offer) -> Refusal:
    return Refusal(offer.slug, "The file has it already." if offer.is_there else offer.reason)


def _apart(edits: Iterable[Edit]) -> Iterator[Edit]:
    """The edits, each path once: several companions may want the same label."""
    yield from {edit.path: edit for edit in edits}.values()


def advised(manifest: Manifest, version: str = versions.DEFAULT) -> dict[str, Answers]:
    """What most people would choose of the offers, with the answers that are proposed."""
    return {offer.slug: {} for offer in offers(manifest, version) if offer.is_advised}
