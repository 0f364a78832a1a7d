"""What causes are made of: what to look for, what it means, and what to look at next.

`diagnose` answers with `Cause`s and `answer` with an `Answer` around them; these are the shapes that pages, the command
and its JSON draw. All texts in them are plain: nothing is escaped, and what looked like a credential is masked.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from podbuilder.kube.lint.rule import Patch


class Stage(IntEnum):
    """When in a pod's life a trouble strikes. Of two that are as well founded, the earlier one comes first."""

    CREATION = 0
    SCHEDULING = 1
    SANDBOX = 2
    VOLUMES = 3
    IMAGE = 4
    START = 5
    RUN = 6
    CRASH = 7  # what the program says of itself where nothing says why
    PROBE = 8
    END = 9


@dataclass(frozen=True, slots=True)
class Trouble:
    """A cause as it is known before a paste is read.

    Each of `signs` says it by itself, each of `hints` only where nothing else is said: phrases of one fact, with ` … `
    between those that may stand apart, or a phrase, ` ~ ` and an expression that the fact must match as well. A fact
    that has one of the phrases of `unless` does not count. `field` is where the pod says it, "" where the pod is not at
    fault; `{device}` in it is the resource that is named, `{path}` the field. `fields` has others, to which a fact
    points by a phrase. `commands` decide what is open; POD, NODE, IMAGE, CONTAINER and JOB in them stand for names.
    """

    label: str
    stage: Stage
    says: str
    field: str
    commands: tuple[str, str]
    signs: tuple[str, ...]
    hints: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    # What some line must say besides, for the hints to count.
    hints_need: str = ""


class Otherwise(NamedTuple):
    """What would speak for another cause: a whole sentence, and the label of that cause."""

    says: str
    label: str


class NextPaste(NamedTuple):
    """What to paste to be told more: a command with the pod's names, and a sentence on what its output shows."""

    command: str
    says: str


class ReasonNote(NamedTuple):
    """A reason in the paste that names no cause: what it says nevertheless, the line as it stands, and its number."""

    reason: str
    says: str
    evidence: str
    line: int


@dataclass(frozen=True, slots=True)
class Cause:
    """A cause that a paste speaks for: its label, a sentence, the lines that say so, and the field of the pod.

    `evidence` quotes the paste, `lines` are their numbers in it, from 1. `field` is "" where the pod is not at fault,
    else a path as the API server prints it: with a pod given one of that pod, without one its lists may stand at [0].
    `commands` have the names of the paste in them, as far as it tells them. A cause that is `sure` is told by words
    that nothing else prints; one that is not is the likeliest among several. `otherwise` says what would speak for
    others, `next_paste` what decides, where something is open. `fixes` are changes to the pod that was given.
    """

    label: str
    says: str
    evidence: tuple[str, ...]
    lines: tuple[int, ...]
    field: str
    commands: tuple[str, str]
    sure: bool = True
    otherwise: tuple[Otherwise, ...] = ()
    next_paste: NextPaste | None = None
    fixes: tuple[Patch, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """All that is said of a paste.

    `causes` are as `diagnose` gives them. `notes` explain reasons that name no cause. Without a cause, `understood`
    says in a sentence what was read, and `next_paste` what to paste next; with one, it is the first cause's.
    """

    causes: tuple[Cause, ...]
    notes: tuple[ReasonNote, ...]
    understood: str
    next_paste: NextPaste | None
    # Lines that were not read, because there were too many.
    left_out: int = 0
