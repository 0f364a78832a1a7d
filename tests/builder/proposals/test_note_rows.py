"""The order and the words of notes, which the pages of all proposals share."""

from __future__ import annotations

from typing import get_args

from podbuilder.builder.proposals.note_rows import LOOKS, OutcomeNote, note_rows
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.proposed_companions.offer import added_, open_
from podbuilder.kube.workload_change.notes import Note, Outcome


def test_every_outcome_has_a_look() -> None:
    assert set(LOOKS) == set(get_args(Outcome))


def test_what_somebody_has_to_decide_comes_first() -> None:
    path = FieldPath(("spec",))
    notes: list[tuple[OutcomeNote, str]] = [
        (Note("moved", path, "m"), ""),
        (added_(path, "a"), "The pod"),
        (open_("s", path, "o"), "Service"),
    ]
    found = note_rows(notes)
    assert [(row.word, row.whose, row.note.sentence) for row in found] == [
        ("To decide", "Service", "o"),
        ("New", "The pod", "a"),
        ("Moved", "", "m"),
    ]
    assert note_rows([]) == []
