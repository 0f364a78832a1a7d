"""The profiles that can judge a draft: built-in ones, those that other apps offer, and the draft's own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple, cast

from podbuilder.accounts.http import Asker
from podbuilder.builder.advice.advice import BADGES, OWN, decoded, profile_of, waivers_of
from podbuilder.builder.models import Draft
from podbuilder.builder.signals import profiles_offered
from podbuilder.kube import lint
from podbuilder.kube.lint.waivers import suppress

# What everybody can choose. A profile with all rules contradicts itself, so it is not offered.
OFFERED = ("default", "strict", "course", "pod-security")
# The subject of its step of undo.
PROFILE = "profile"
START = "name: My profile\nstart: default\nrules: {}\nsettings: {}\n"


class OfferedProfile(NamedTuple):
    """A profile that another app offers: its value in the form, its title, and its document."""

    value: str
    title: str
    text: str


class ProfileChoice(NamedTuple):
    """A profile as the page lists it, with what it finds in this pod."""

    value: str
    title: str
    description: str
    rules: int
    # How many findings of each severity, with its colour.
    counts: list[tuple[str, int, str]]
    is_chosen: bool


def offers_for(person: Asker) -> list[OfferedProfile]:
    """The profiles that other apps offer to a person; unreadable ones are left out."""
    # Signals are untyped: only the docstring says what a receiver returns.
    answers = [cast(Iterable[OfferedProfile], offers) for _, offers in profiles_offered.send(sender=Draft, user=person)]
    found = (offer for offers in answers for offer in offers)
    return [offer for offer in found if _read(offer.text) is not None]


def choices(draft: Draft, person: Asker) -> Iterator[ProfileChoice]:
    """All profiles that can be chosen, except the draft's own document, each tried on the pod."""
    offers = offers_for(person)
    is_own = draft.profile == OWN
    for name in OFFERED:
        profile = lint.profile_named(name)
        chosen = not is_own and profile_of(draft) == profile
        yield _tried(draft, name, profile, profile.name, chosen)
    for offer in offers:
        profile = lint.read_profile(offer.text)
        yield _tried(draft, offer.value, profile, offer.title, is_own and draft.profile_text == offer.text)


def _tried(draft: Draft, value: str, profile: lint.Profile, title: str, is_chosen: bool) -> ProfileChoice:
    manifest = draft.manifest
    found = lint.run(decoded(manifest, draft), draft.kubernetes, profile, lint.surroundings_of(manifest))
    kept, _ = suppress(found, waivers_of(manifest, draft), manifest.pod)
    rules = lint.all_rules()
    numbers = Counter(str(profile.severity(rules[finding.rule].rule)) for finding in kept)
    counts = [(severity, numbers[severity], badge) for severity, badge in BADGES.items() if numbers[severity]]
    wanted = sum(profile.wants(loaded.rule) for loaded in rules.values())
    return ProfileChoice(value, title, profile.description, wanted, counts, is_chosen)


def document_of(draft: Draft) -> str:
    """The document of the profile that judges a draft, to save or to share."""
    return draft.profile_text if draft.profile == OWN else lint.write_profile(profile_of(draft))


def choose(draft: Draft, person: Asker, value: str, text: str) -> None:
    """Judge the draft by another profile from now on: one that is offered, or the text (ProfileError).

    It is a step of undo.
    """
    if value in OFFERED:
        draft.keep(lambda: {"profile": value, "profile_text": ""}, PROFILE)
        return
    offered = next((offer.text for offer in offers_for(person) if offer.value == value), text)
    lint.read_profile(offered)
    draft.keep(lambda: {"profile": OWN, "profile_text": offered}, PROFILE)


def _read(text: str) -> lint.Profile | None:
    try:
        return lint.read_profile(text)
    except lint.ProfileError:
        return None
