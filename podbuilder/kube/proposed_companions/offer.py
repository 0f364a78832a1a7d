"""What can be added beside a pod: an offer with its questions, what is made of it, and what is told about that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.manifest import Edit

# By the name of each question, what is answered.
Answers = Mapping[str, str]
# Something new is there, it is gone, or somebody has to decide.
Outcome = Literal["added", "lost", "open"]
AnswerKind = Literal["label", "name", "host", "path", "number", "quantity", "choice", "words", "ports"]


class Choice(NamedTuple):
    """One of the answers that a question leaves a choice of, and what it is called."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """What only a person can say about a companion. The default is taken where nothing is answered."""

    name: str
    label: str
    default: str
    kind: AnswerKind = "name"
    choices: tuple[Choice, ...] = ()
    help: str = ""
    # Whether it may be left empty.
    is_optional: bool = False
    lowest: int = 1
    highest: int = 65535
    # The question whose number this one's must reach.
    floor: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """A companion that a pod can have.

    `reason` says why it is offered, or why it cannot be made yet where it is not `is_possible`. `is_there` says that
    the file has it. What it `needs` are the slugs of offers without which it makes no sense, and which come along.
    """

    slug: str
    kind: str
    name: str
    title: str
    reason: str
    is_possible: bool = True
    is_advised: bool = False
    is_there: bool = False
    questions: tuple[Question, ...] = ()
    needs: tuple[str, ...] = ()
    # The kubectl command that makes it in the cluster instead; "" where there is none.
    command: str = ""

    @property
    def can_be_added(self) -> bool:
        return self.is_possible and not self.is_there


@dataclass(frozen=True, slots=True)
class CompanionNote:
    """One thing that an addition does or leaves open, said in a sentence.

    The path is one of the companion with this slug, or of the pod (or its workload) where the slug is "".
    """

    outcome: Outcome
    slug: str
    path: FieldPath
    sentence: str


def open_(slug: str, path: FieldPath, sentence: str) -> CompanionNote:
    """A note of what somebody has to decide."""
    return CompanionNote("open", slug, path, sentence)


def added_(path: FieldPath, sentence: str) -> CompanionNote:
    """A note of what the pod, or the workload around it, has now."""
    return CompanionNote("added", "", path, sentence)


class Companion(NamedTuple):
    """An object to be written, and a comment that stands above it."""

    document: dict[str, Any]
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """What an offer comes to: objects for the file, edits of the pod or of the workload around it, and notes."""

    companions: tuple[Companion, ...]
    notes: tuple[CompanionNote, ...] = ()
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a companion was not added; with the question whose answer does not do, "" where it is not an answer."""

    slug: str
    sentence: str
    question: str = ""
