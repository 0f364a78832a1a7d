"""What an input does not say, and the answers: until one is given, a default stands in the manifest."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

# Answers by the ids of their questions.
Answers = Mapping[str, str]


class AnswerType(StrEnum):
    """What an answer is; it decides the control."""

    TEXT = "text"
    LINES = "lines"
    NUMBER = "number"
    QUANTITY = "quantity"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Question:
    """A question to whoever brought the input."""

    # The same for the same input, so that answers survive reading it again: `size:data`.
    id: str
    # As a label of a control, such as "Size of the volume data".
    text: str
    default: str
    type: AnswerType = AnswerType.TEXT
    # For a choice: value and words of each.
    choices: tuple[tuple[str, str], ...] = ()
    # The `at` of the report's line that asks.
    at: str = ""
    # Whether it is about one container, so that the same about another one is another question.
    is_of_container: bool = False

    def accepts(self, answer: str) -> bool:
        """Whether an answer is one of the choices, where there are any."""
        return not self.choices or answer in {value for value, _ in self.choices}


@dataclass(slots=True)
class Questions:
    """The questions that an importer asks while it works, answered from what was given."""

    answers: Answers = field(default_factory=dict)
    asked: list[Question] = field(default_factory=list)
    known: set[str] = field(default_factory=set)
    # The `at` of the line that the importer works on, for the questions that it leads to; few lines do.
    place: str | Callable[[], str] = ""
    # Which of several containers the importer works on; "" where that makes no difference.
    container: str = ""

    def ask(self, question: Question) -> str:
        """The answer given to this question, or its default."""
        question = self._own(question)
        if question.id not in self.known:
            self.known.add(question.id)
            place = self.place if isinstance(self.place, str) else self.place()
            self.asked.append(replace(question, at=question.at or place) if place else question)
        return self.answers[question.id] if self.is_answered(question) else question.default

    def is_answered(self, question: Question) -> bool:
        """Whether somebody has answered this question."""
        given = self.answers.get(self._own(question).id, "")
        return bool(given) and question.accepts(given)

    def _own(self, question: Question) -> Question:
        """The question about this container alone, if it is one about a container."""
        if not (question.is_of_container and self.container):
            return question
        return replace(question, id=f"{question.id}:{self.container}", is_of_container=False)
