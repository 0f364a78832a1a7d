"""A recipe's questions as controls: what is typed, what is offered, and what an empty control means."""

from __future__ import annotations

import pytest

from podbuilder.builder.proposals.recipe_form import (
    LONGEST_ANSWER,
    RecipeQuestion,
    posted_answers,
    recipe_questions,
)
from podbuilder.kube.recipes.recipe import Recipe, RecipeParameter, all_recipes
from tests.support.pods import make_pod

POD = make_pod(("spec.containers[0].ports", [{"containerPort": 8080}]))


def recipe_with(type_: str) -> tuple[Recipe, RecipeParameter]:
    return next((r, p) for r in all_recipes() for p in r.parameters if p.type == type_)


def question(type_: str, **more: object) -> RecipeQuestion:
    usual = {"typed": "", "default": "a", "offered": ("a", "b")}
    return RecipeQuestion(recipe_with(type_)[1], **{**usual, **more})


def test_its_control_is_called_after_its_parameter() -> None:
    _, parameter = recipe_with("port")
    assert question("port").name == f"ask-{parameter.name}"


@pytest.mark.parametrize(
    ("type_", "is_select", "is_code", "input_mode"),
    [
        ("container", True, True, ""),
        ("choice", True, True, ""),
        ("port", False, True, "numeric"),
        ("free-port", False, True, "numeric"),
        ("integer", False, True, "numeric"),
        ("text", False, False, ""),
        ("image", False, True, ""),
    ],
)
def test_the_type_decides_the_control(type_: str, is_select: bool, is_code: bool, input_mode: str) -> None:
    found = question(type_)
    assert (found.is_select, found.is_code, found.input_mode) == (is_select, is_code, input_mode)


@pytest.mark.parametrize(("typed", "chosen"), [("", "a"), ("b", "b"), ("gone", "a")])
def test_the_selected_choice(typed: str, chosen: str) -> None:
    assert question("choice", typed=typed).chosen == chosen


def test_only_typed_answers_to_its_own_questions_are_posted() -> None:
    recipe, parameter = recipe_with("port")
    name = f"ask-{parameter.name}"
    assert posted_answers(recipe, {name: " 80 \r\n", "ask-nonsense": "x", parameter.name: "y"}) == {
        parameter.name: "80"
    }
    assert posted_answers(recipe, {name: "  "}) == posted_answers(recipe, {}) == {}
    assert posted_answers(recipe, {name: "a\r\nb"}) == {parameter.name: "a\nb"}
    assert posted_answers(recipe, {name: "9" * (LONGEST_ANSWER + 9)}) == {parameter.name: "9" * LONGEST_ANSWER}
    assert LONGEST_ANSWER == 2000


def test_questions_stand_in_the_recipe_s_order_with_what_was_typed() -> None:
    recipe, parameter = recipe_with("port")
    found = recipe_questions(recipe, POD, {parameter.name: "9999"}, {parameter.name: "It is taken."})
    assert [one.parameter for one in found] == list(recipe.parameters)
    mine = next(one for one in found if one.parameter == parameter)
    assert (mine.typed, mine.error) == ("9999", "It is taken.")
    others = [one for one in found if one.parameter != parameter]
    assert {(one.typed, one.error) for one in others} <= {("", "")}


def test_a_default_does_not_depend_on_the_answer_to_its_own_question() -> None:
    recipe, parameter = recipe_with("port")
    (plain,) = (one for one in recipe_questions(recipe, POD, {}, {}) if one.parameter == parameter)
    (typed,) = (
        one for one in recipe_questions(recipe, POD, {parameter.name: "9999"}, {}) if one.parameter == parameter
    )
    assert plain.default == typed.default != "9999"


def test_the_pod_s_own_containers_are_offered() -> None:
    recipe, parameter = recipe_with("container")
    (found,) = (one for one in recipe_questions(recipe, POD, {}, {}) if one.parameter == parameter)
    assert "app" in found.offered
    assert found.chosen == "app"


@pytest.mark.parametrize(
    ("slug", "name", "typed", "uses_example"),
    [
        ("download-hugging-face", "model", "", True),
        ("download-hugging-face", "model", "org/own-model", False),
        ("download-hugging-face", "revision", "", False),
        ("wait-tcp", "host", "", True),
    ],
)
def test_a_box_left_empty_says_where_an_example_would_be_added(
    slug: str, name: str, typed: str, uses_example: bool
) -> None:
    recipe = next(one for one in all_recipes() if one.slug == slug)
    given = {name: typed} if typed else {}
    (found,) = (one for one in recipe_questions(recipe, POD, given, {}) if one.parameter.name == name)
    assert found.uses_example is uses_example
