"""A recipe's questions as controls of a form. An empty control means the answer that its placeholder shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from podbuilder.builder.forms.fields import as_posted
from podbuilder.kube.core.field import Document
from podbuilder.kube.recipes import questions
from podbuilder.kube.recipes.recipe import Recipe, RecipeParameter

PREFIX = "ask-"
LONGEST_ANSWER = 2000
# Types whose values are prose, those that are numbers, and those that are chosen from a list.
_PROSE = frozenset(("text",))
_NUMBERS = frozenset(("port", "free-port", "integer"))
_CHOSEN = frozenset(("container", "choice"))


@dataclass(frozen=True)
class RecipeQuestion:
    """One question: what was typed, the default, the choices, and what is wrong."""

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
    def uses_example(self) -> bool:
        """Whether what is added names a thing that the user has not chosen."""
        return self.parameter.example and not self.typed

    @property
    def chosen(self) -> str:
        """The selected choice."""
        return self.typed if self.typed in self.offered else self.default

    @property
    def is_code(self) -> bool:
        return self.parameter.type not in _PROSE

    @property
    def input_mode(self) -> str:
        return "numeric" if self.parameter.type in _NUMBERS else ""


def posted_answers(recipe: Recipe, data: Mapping[str, str]) -> dict[str, str]:
    """The typed answers by the names of their parameters, without the empty ones."""
    found = {p.name: as_posted(data.get(f"{PREFIX}{p.name}", ""))[:LONGEST_ANSWER].strip() for p in recipe.parameters}
    return {name: text for name, text in found.items() if text}


def recipe_questions(
    recipe: Recipe, pod: Document, given: Mapping[str, str], problems: Mapping[str, str]
) -> list[RecipeQuestion]:
    """The questions of a recipe, with what was typed so far."""
    # A default may follow from other answers, so each is worked out without the answer to its own question.
    found, held_against = [], questions.pod_for(recipe, pod)
    for question in questions.questions(recipe, pod, given):
        parameter = question.parameter
        rest = {name: text for name, text in given.items() if name != parameter.name}
        default = questions.with_defaults(recipe, held_against, rest)[parameter.name]
        offered = tuple(str(choice) for choice in question.choices)
        error = problems.get(parameter.name, "")
        found.append(RecipeQuestion(parameter, given.get(parameter.name, ""), str(default), offered, error))
    return found
