"""All that is said in the form of a step: the answer to a keystroke brings it, and a script puts each to its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from podbuilder.builder.advice.advice_words import AdviceWords
from podbuilder.builder.advice.corrections import CorrectionButton
from podbuilder.builder.advice.filters import AdviceMessage
from podbuilder.builder.forms.control import Control, Message, Part
from podbuilder.builder.forms.layout import Row


@dataclass(frozen=True)
class PlacedMessage:
    """A message with the name of the part it stands at; "step" for the step's head."""

    name: str
    kind: str
    text: str
    advice: AdviceWords | None
    corrections: tuple[CorrectionButton, ...]


@dataclass(frozen=True)
class StepMessages:
    """The messages of one step; those of two pages are equal if they look the same."""

    key: str
    preview_url: str
    placed: tuple[PlacedMessage, ...]
    # Of controls whose hints follow the values: their ids, what the choice of nothing is called, and the hint.
    hints: tuple[tuple[str, str, str], ...]
    # The ids and titles of the rows whose titles follow the values.
    titles: tuple[tuple[str, str], ...]
    step: str
    draft: str
    file_name: str

    @classmethod
    def of(cls, parts: list[Part], at_head: Iterable[Message], **around: str) -> StepMessages:
        """What is said at the parts of a form and at the head of its step, and what stands around them."""
        return cls(placed=placed_in(parts, at_head), hints=hints_in(parts), titles=titles_in(parts), **around)


def placed_in(parts: Iterable[Part], at_head: Iterable[Message]) -> tuple[PlacedMessage, ...]:
    """The messages of the parts of a form, and of the step as a whole."""
    found = [(part.name, message) for part in parts for message in getattr(part, "messages", ())]
    found += [("step", message) for message in at_head]
    return tuple(
        PlacedMessage(name, message.kind, message.text, words_in(message), tuple(message.corrections))
        for name, message in found
    )


def words_in(message: Message) -> AdviceWords | None:
    """The advice that a message gives, if it gives any."""
    return AdviceWords.of(message.advice) if isinstance(message, AdviceMessage) else None


def hints_in(parts: Iterable[Part]) -> tuple[tuple[str, str, str], ...]:
    """The hints that follow the values of the form."""
    live = (part for part in parts if isinstance(part, Control) and (part.choice_help or part.units))
    return tuple((control.id, control.unset, control.hint) for control in live)


def titles_in(parts: Iterable[Part]) -> tuple[tuple[str, str], ...]:
    """The titles of rows that follow the values of the form."""
    return tuple((part.id, part.title) for part in parts if isinstance(part, Row) and not part.is_plain)
