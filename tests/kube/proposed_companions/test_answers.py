"""Answers to questions: which do, and what is said of the others."""

from __future__ import annotations

import pytest

from podbuilder.kube.proposed_companions.answers import completed, problem, refusals, words
from podbuilder.kube.proposed_companions.offer import AnswerKind, Choice, Offer, Question

CHOICES = (Choice("a", "one"), Choice("b", "another"))
GOOD: list[tuple[AnswerKind, str]] = [
    ("label", "web-1"),
    ("name", "web.shop"),
    ("host", "shop.example.com"),
    ("host", "*.example.com"),
    ("path", "/"),
    ("path", "/api/v1"),
    ("number", "1"),
    ("number", "65535"),
    ("quantity", "1Gi"),
    ("choice", "b"),
    ("words", "pods/log, deployments.apps get *"),
    ("ports", "80, 443"),
]
BAD: list[tuple[AnswerKind, str, str]] = [
    ("label", "1web", "must begin with a letter"),
    ("label", "web.shop", "must begin with a letter"),
    ("name", "Web", "is no name"),
    ("host", "https://shop.example.com", "must be a host name"),
    ("path", "api", "must start with “/”"),
    ("path", "/a//b", "no empty parts"),
    ("number", "0", "from 1 to 65535"),
    ("number", "-1", "from 1 to 65535"),
    ("number", "70000", "from 1 to 65535"),
    ("quantity", "1GiB", "a quantity above zero"),
    ("quantity", "0", "a quantity above zero"),
    ("choice", "c", "must be one of a, b"),
    ("words", "Pods", "words with commas"),
    ("ports", "80 http", "numbers from 1 to 65535"),
    ("ports", "0", "numbers from 1 to 65535"),
]


@pytest.mark.parametrize(("kind", "text"), GOOD)
def test_an_answer_that_does(kind: AnswerKind, text: str) -> None:
    assert problem(Question("x", "It", "", kind, CHOICES), text) == ""


@pytest.mark.parametrize(("kind", "text", "says"), BAD)
def test_one_that_does_not(kind: AnswerKind, text: str, says: str) -> None:
    sentence = problem(Question("x", "It", "", kind, CHOICES), text)
    assert says in sentence
    assert sentence.startswith("It ")
    assert sentence.endswith(".")


def test_some_may_be_left_empty() -> None:
    assert problem(Question("x", "Host", "", "host", is_optional=True), "") == ""
    assert problem(Question("x", "Host", "", "host"), "") == "Host is missing."


SCALER = Offer(
    "autoscaler",
    "HorizontalPodAutoscaler",
    "web",
    "Autoscaler",
    "",
    questions=(Question("min", "At least", "2", "number"), Question("max", "At most", "4", "number", floor="min")),
)


def test_defaults_are_taken_where_nothing_is_answered() -> None:
    assert completed(SCALER, {"max": " 9 ", "unheard": "1"}) == {"min": "2", "max": "9"}


@pytest.mark.parametrize(
    ("least", "most", "wrong"),
    [
        ("2", "2", {}),
        ("3", "2", {"max": "At most must be 3 or more."}),
        ("x", "2", {"min": ""}),
        ("2", "x", {"max": ""}),
    ],
)
def test_a_number_reaches_another_one(least: str, most: str, wrong: dict[str, str]) -> None:
    found = {one.question: one.sentence for one in refusals(SCALER, {"min": least, "max": most})}
    assert found.keys() == wrong.keys()
    assert all(sentence in found[name] for name, sentence in wrong.items())


def test_words_have_commas_or_spaces_between_them() -> None:
    assert words("get, list watch") == ["get", "list", "watch"]
