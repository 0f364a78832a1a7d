"""Questions of an import and their answers."""

from __future__ import annotations

import pytest

from podbuilder.kube.importers.question import AnswerType, Question, Questions

SIZE = Question("size:data", "Size of the volume data", "1Gi", AnswerType.QUANTITY)
KIND = Question("kind:data", "What data is", "claim", AnswerType.CHOICE, (("claim", "a claim"), ("empty", "empty")))


@pytest.mark.parametrize(
    ("question", "answers", "answer"),
    [
        pytest.param(SIZE, {}, "1Gi", id="none was given"),
        pytest.param(SIZE, {"size:data": ""}, "1Gi", id="an empty one"),
        pytest.param(SIZE, {"size:other": "2Gi"}, "1Gi", id="of another question"),
        pytest.param(SIZE, {"size:data": "5Gi"}, "5Gi", id="a given one"),
        pytest.param(KIND, {"kind:data": "empty"}, "empty", id="a choice"),
        pytest.param(KIND, {"kind:data": "disk"}, "claim", id="none of the choices"),
    ],
)
def test_an_answer_or_the_default(question: Question, answers: dict[str, str], answer: str) -> None:
    assert Questions(answers).ask(question) == answer


def test_each_is_asked_once() -> None:
    questions = Questions()
    assert [questions.ask(SIZE), questions.ask(SIZE), questions.ask(KIND)] == ["1Gi", "1Gi", "claim"]
    assert questions.asked == [SIZE, KIND]


def test_a_question_knows_the_line_that_asks() -> None:
    questions = Questions(place="--volume")
    questions.ask(SIZE)
    assert [one.at for one in questions.asked] == ["--volume"]
