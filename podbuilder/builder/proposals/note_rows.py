"""The notes of a proposal as its page lists them: what it does, what is gone, and what somebody has to decide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple, Protocol

from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.workload_change.notes import Outcome

# How each outcome looks, those first that somebody has to read: its class, its sign and its word.
LOOKS: Mapping[Outcome, tuple[str, str, str]] = {
    "open": ("question", "?", "To decide"),
    "lost": ("left", "✗", "Gone"),
    "added": ("carried", "+", "New"),
    "moved": ("different", "→", "Moved"),
}


class OutcomeNote(Protocol):
    """One thing that a change does, with the path of its field."""

    @property
    def outcome(self) -> Outcome: ...

    @property
    def path(self) -> FieldPath: ...

    @property
    def sentence(self) -> str: ...


class NoteRow(NamedTuple):
    """A line about what a change does; `whose` names the object of its path where there are several."""

    look: str
    sign: str
    word: str
    note: OutcomeNote
    whose: str = ""


def note_rows(notes: Iterable[tuple[OutcomeNote, str]]) -> list[NoteRow]:
    """The lines of notes, each with whose it is: what somebody has to read first."""
    order = list(LOOKS)
    rows = (NoteRow(*LOOKS[note.outcome], note, whose) for note, whose in notes)
    return sorted(rows, key=lambda row: order.index(row.note.outcome))
