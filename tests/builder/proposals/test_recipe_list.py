"""Which recipes are offered for a pod, by pattern, by words, and with the reason where one does not fit."""

from __future__ import annotations

import pytest

from podbuilder.builder.proposals.recipe_list import TITLES, purposes
from podbuilder.kube.core.field import Document
from podbuilder.kube.recipes.recipe import PATTERNS, all_recipes

POD: Document = {"spec": {"containers": [{"name": "web", "image": "nginx:1.27"}]}}
WINDOWS: Document = {"spec": {**POD["spec"], "os": {"name": "windows"}}}


def test_every_pattern_has_its_words() -> None:
    assert list(TITLES) == list(PATTERNS)


def test_all_recipes_are_offered_by_pattern() -> None:
    found = purposes(POD)
    assert [purpose.pattern for purpose in found] == list(PATTERNS)
    assert [offer.recipe for purpose in found for offer in purpose.offers] == list(all_recipes())
    assert {offer.refusal for purpose in found for offer in purpose.offers} == {""}


@pytest.mark.parametrize(
    ("query", "pattern", "slugs"),
    {
        "words in any case": ("PROMETHEUS nginx", "", ["nginx-exporter"]),
        "a pattern": ("migrate", "init", ["migration"]),
        "a pattern that has no such recipe": ("migrate", "adapter", []),
        "what nobody offers": ("helicopter", "", []),
    }.values(),
)
def test_what_is_asked_for_is_found(query: str, pattern: str, slugs: list[str]) -> None:
    assert [offer.recipe.slug for purpose in purposes(POD, query, pattern) for offer in purpose.offers] == slugs


def test_what_does_not_fit_is_offered_with_the_reason() -> None:
    refusals = {offer.refusal for purpose in purposes(WINDOWS) for offer in purpose.offers}
    assert refusals == {"The helper is a Linux container, and this pod runs on Windows."}
