"""The questions of an import: what is said of an answer, and which come and go while somebody answers."""

from __future__ import annotations

import pytest

from podbuilder.builder.pages.import_questions import (
    AskedQuestion,
    QuestionChange,
    hidden_answer,
    is_control_id,
    question_changes,
)
from podbuilder.kube.importers.question import AnswerType, Question

SIZE = Question("size:data", "Size of data", "1Gi", AnswerType.QUANTITY)
GPUS = Question("gpus", "How many", "1", AnswerType.NUMBER)
MOUNT = Question("mount:/x", "What", "empty", AnswerType.CHOICE, (("empty", "an empty folder"), ("claim", "a claim")))
TOKEN = Question("variable:TOKEN", "Value of TOKEN", "")
FILE = Question("content:a", "Content of a", "", AnswerType.LINES)

SAID: dict[str, tuple[Question, str, str]] = {
    "no answer": (GPUS, "", ""),
    "a number": (GPUS, "2", ""),
    "no number": (GPUS, "two", "This is no whole number, so nothing is taken from it."),
    "a quantity": (SIZE, "10Gi", ""),
    "nothing of a quantity": (SIZE, "0", "This is no quantity such as 10Gi, so 1Gi stands for it."),
    "no quantity": (SIZE, "much", "This is no quantity such as 10Gi, so 1Gi stands for it."),
    "any text": (TOKEN, "hunter2", ""),
}


@pytest.mark.parametrize(("question", "given", "said"), SAID.values(), ids=SAID)
def test_what_is_said_of_an_answer(question: Question, given: str, said: str) -> None:
    assert AskedQuestion(question, given).error == said


ANSWERS: dict[str, tuple[Question, str, str]] = {
    "a default": (SIZE, "", "1Gi"),
    "a size": (SIZE, "5Gi", "5Gi"),
    "a default that is chosen": (MOUNT, "", "an empty folder"),
    "a choice": (MOUNT, "claim", "a claim"),
    "what is no choice": (MOUNT, "nonsense", "an empty folder"),
    "a text, which may be secret": (TOKEN, "hunter2", "given"),
    "no text": (TOKEN, "", "left for later"),
    "a file": (FILE, "A=hunter2", "given"),
    "an image": (Question("image", "Image", "nginx"), "", "nginx"),
}


@pytest.mark.parametrize(("question", "given", "shown"), ANSWERS.values(), ids=ANSWERS)
def test_what_a_report_shows_of_an_answer(question: Question, given: str, shown: str) -> None:
    assert hidden_answer(AskedQuestion(question, given)) == shown


def test_a_control_has_an_id_that_a_selector_takes() -> None:
    one = AskedQuestion(MOUNT, "")
    assert is_control_id(one.id)
    assert one.id != AskedQuestion(SIZE, "").id
    assert one.name == "answer:mount:/x"
    assert not is_control_id("q-1, body")


def test_questions_come_behind_those_before_them_and_go() -> None:
    first, second, third = (AskedQuestion(one, "") for one in (SIZE, GPUS, MOUNT))
    lists = (("questions", [first, second]), ("offered", [third]))
    assert question_changes(lists, [first.id, second.id, third.id]) == []
    assert question_changes(lists, [second.id, "q-0000000000"]) == [
        QuestionChange("delete:#q-0000000000-field"),
        QuestionChange("afterbegin:#questions", first),
        QuestionChange("afterbegin:#offered", third),
    ]
    assert question_changes(lists, [first.id]) == [
        QuestionChange(f"afterend:#{first.id}-field", second),
        QuestionChange("afterbegin:#offered", third),
    ]


def test_controls_follow_the_type() -> None:
    assert AskedQuestion(GPUS, "").input_mode == "numeric"
    assert AskedQuestion(TOKEN, "").input_mode == ""
    assert AskedQuestion(FILE, "").is_wide
    assert not AskedQuestion(TOKEN, "").is_wide
