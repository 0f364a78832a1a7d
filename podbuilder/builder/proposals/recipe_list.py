"""The recipes that a container can be added by: grouped by pattern, filtered by a search."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from podbuilder.kube.core.field import Document
from podbuilder.kube.recipes.apply import why_not
from podbuilder.kube.recipes.recipe import PATTERNS, Recipe, all_recipes

LONGEST_QUERY = 100
# A pattern's name on the page, and an example.
TITLES = {
    "app": ("App", "A web server, an API, a worker"),
    "sidecar": ("Sidecar", "App + log collector"),
    "ambassador": ("Ambassador", "App + proxy that knows the way to the database"),
    "adapter": ("Adapter", "App + translator of its metrics for Prometheus"),
    "init": ("Init", "Database migration before the app starts"),
}


class RecipeOffer(NamedTuple):
    """A recipe offered for a pod; `refusal` says why it does not fit, or is empty."""

    recipe: Recipe
    refusal: str


class Purpose(NamedTuple):
    """A pattern with the recipes for it."""

    pattern: str
    title: str
    example: str
    explained: str
    offers: list[RecipeOffer]


def purposes(pod: Document, query: str = "", pattern: str = "") -> list[Purpose]:
    """The patterns with the recipes that contain every word of the query; patterns without a recipe are left out."""
    words = query[:LONGEST_QUERY].casefold().split()
    found = [
        Purpose(name, *TITLES[name], explained, list(_offers(name, words, pod)))
        for name, explained in PATTERNS.items()
        if pattern in ("", name)
    ]
    return [purpose for purpose in found if purpose.offers]


def _offers(pattern: str, words: list[str], pod: Document) -> Iterator[RecipeOffer]:
    for recipe in all_recipes():
        if recipe.pattern == pattern and all(word in _text(recipe) for word in words):
            yield RecipeOffer(recipe, why_not(recipe, pod))


def _text(recipe: Recipe) -> str:
    parts = (recipe.title, recipe.summary, recipe.pattern, recipe.task, recipe.slug, *recipe.tags)
    return " ".join(parts).casefold()
