"""A recipe's questions as controls of a form. An empty control stands for the answer that its placeholder shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from podbuilder.builder.forms.fields import as_posted
from podbuilder.kube.core.field import Document
from podbuilder.kube.recipes import questions
from podbuilder.kube.recipes.recipe import Recipe, RecipeParameter

PREFIX = "ask-"
LONGEST_ANSWER = 2000
# Types whose values are words for a machine, and those that are numbers.
_WORDS_OF_MINE = frozenset(("text",))
_NUMBERS = frozenset(("port", "free-port", "integer"))
_CHOSEN = frozenset(("container", "choice"))


@dataclass(frozen=True)
class RecipeQuestion:
    """One question: what is typed, what holds if nothing is, what is offered, and what is wrong with it."""

    parameter: RecipeParameter
    typed: str
    default: str
    offered: tuple[str, ...]
    error: str = ""

    @property
    def name(self) -> str:
        return f"{PREFIX}{self.parameter.name}"

    @property
    def is_select(self) -> bool:
        return self.parameter.type in _CHOSEN

    @property
    def chosen(self) -> str:
        """What a select shows."""
        return self.typed if self.typed in self.offered else self.default

    @property
    def is_code(self) -> bool:
        return self.parameter.type not in _WORDS_OF_MINE

    @property
    def input_mode(self) -> str:
        return "numeric" if self.parameter.type in _NUMBERS else ""


def posted_answers(recipe: Recipe, data: Mapping[str, str]) -> dict[str, str]:
    """What was typed, by the parameters' names; nothing for those that were left empty."""
    found = {p.name: as_posted(data.get(f"{PREFIX}{p.name}", ""))[:LONGEST_ANSWER].strip() for p in recipe.parameters}
    return {name: text for name, text in found.items() if text}


def recipe_questions(
    recipe: Recipe, pod: Document, given: Mapping[str, str], problems: Mapping[str, str]
) -> list[RecipeQuestion]:
    """The form of a recipe, with what has been typed into it."""
    # What holds where nothing is typed may follow from what is typed elsewhere, so each is asked for without its own.
    found, held_against = [], questions.pod_for(recipe, pod)
    for question in questions.questions(recipe, pod, given):
        parameter = question.parameter
        rest = {name: text for name, text in given.items() if name != parameter.name}
        default = questions.with_defaults(recipe, held_against, rest)[parameter.name]
        offered = tuple(str(choice) for choice in question.choices)
        error = problems.get(parameter.name, "")
        found.append(RecipeQuestion(parameter, given.get(parameter.name, ""), str(default), offered, error))
    return found
