"""What an input does not say, and the answers: until one is given, a default stands in the manifest."""

from __future__ import annotations

from collections.abc import Mapping
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

    def accepts(self, answer: str) -> bool:
        """Whether an answer is one of the choices, where there are any."""
        return not self.choices or answer in {value for value, _ in self.choices}


@dataclass(slots=True)
class Questions:
    """The questions that an importer asks while it works, answered from what was given."""

    answers: Answers = field(default_factory=dict)
    asked: list[Question] = field(default_factory=list)
    known: set[str] = field(default_factory=set)
    # The `at` of the line that the importer works on, for the questions that it leads to.
    place: str = ""

    def ask(self, question: Question) -> str:
        """The answer given to this question, or its default."""
        if question.id not in self.known:
            self.known.add(question.id)
            self.asked.append(replace(question, at=question.at or self.place))
        return self.answers[question.id] if self.is_answered(question) else question.default

    def is_answered(self, question: Question) -> bool:
        """Whether somebody has answered this question."""
        given = self.answers.get(question.id, "")
        return bool(given) and question.accepts(given)
