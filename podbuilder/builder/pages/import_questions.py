"""The questions of an import as a page asks them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from podbuilder.kube.core import quantity
from podbuilder.kube.core.whole_number import whole_number
from podbuilder.kube.importers.question import AnswerType, Question

_CONTROL_ID = re.compile(r"q-[0-9a-f]{10}")


@dataclass(frozen=True)
class AskedQuestion:
    """A question with the answer that somebody gave; "" for none."""

    question: Question
    given: str

    @property
    def id(self) -> str:
        """The id of its control; ids of questions hold letters that no selector takes."""
        return control_id(self.question)

    @property
    def name(self) -> str:
        """The name under which its control posts it."""
        return f"answer:{self.question.id}"

    @property
    def default_words(self) -> str:
        """The default as a choice is worded."""
        words = dict(self.question.choices)
        return words.get(self.question.default, self.question.default)

    @property
    def is_wide(self) -> bool:
        return self.question.type is AnswerType.LINES

    @property
    def input_mode(self) -> str:
        return "numeric" if self.question.type is AnswerType.NUMBER else ""

    @property
    def in_words(self) -> str:
        """What stands in the manifest for it."""
        words = dict(self.question.choices)
        return words.get(self.given, "" if words else self.given) or self.default_words

    @property
    def error(self) -> str:
        """Why what was typed does not count; "" if it does, or nothing was typed."""
        if self.given and self.question.type is AnswerType.NUMBER and whole_number(self.given) is None:
            return "This is no whole number, so nothing is taken from it."
        if self.given and self.question.type is AnswerType.QUANTITY and not _is_quantity(self.given):
            return f"This is no quantity such as 10Gi, so {self.question.default} stands for it."
        return ""


def control_id(question: Question) -> str:
    """The HTML id of a question's control."""
    return f"q-{hashlib.sha256(question.id.encode()).hexdigest()[:10]}"


def is_control_id(text: str) -> bool:
    """Whether a page can have posted this as the id of a question's control."""
    return _CONTROL_ID.fullmatch(text) is not None


def _is_quantity(text: str) -> bool:
    try:
        return quantity.parse(text) > quantity.parse(0)
    except quantity.QuantityError:
        return False


class QuestionChange(NamedTuple):
    """A change of the questions that are on the page: how htmx makes it, and the question that comes."""

    swap: str
    one: AskedQuestion | None = None


def question_changes(
    lists: Sequence[tuple[str, Sequence[AskedQuestion]]], drawn: Collection[str]
) -> list[QuestionChange]:
    """What turns the questions that are drawn into those of some lists, by the ids of these, and leaves alone whatever
    somebody types into."""
    asked = {one.id for _, questions in lists for one in questions}
    changes = [QuestionChange(f"delete:#{one}-field") for one in drawn if one not in asked]
    for place, questions in lists:
        before = f"afterbegin:#{place}"
        for one in questions:
            if one.id not in drawn:
                changes.append(QuestionChange(before, one))
            before = f"afterend:#{one.id}-field"
    return changes


def hidden_answer(one: AskedQuestion) -> str:
    """An answer as a report shows it: what was chosen or measured, and never a text, which may be secret."""
    if one.question.type in (AnswerType.TEXT, AnswerType.LINES):
        return "given" if one.given else one.question.default or "left for later"
    return one.in_words or "left for later"
