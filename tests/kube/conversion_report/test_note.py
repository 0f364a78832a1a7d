"""What becomes of one setting, before it is known whose it is."""

from __future__ import annotations

import pytest

from podbuilder.kube.conversion_report.note import (
    Note,
    asks,
    carried,
    companion,
    different,
    left,
    nothing,
    refused,
)
from podbuilder.kube.conversion_report.report import Outcome

NOTES: dict[str, tuple[Note, tuple[str, str, str]]] = {
    "carried": (carried("spec.hostname"), ("carried", "spec.hostname", "")),
    "different": (different("spec.hostname", "It is cut."), ("different", "spec.hostname", "It is cut.")),
    "companion": (companion("Service", "web", "It leads here."), ("companion", "Service web", "It leads here.")),
    "asks": (asks("spec.hostname", "Which one?"), ("question", "spec.hostname", "Which one?")),
    "nothing": (nothing("So it is anyway."), ("nothing", "", "So it is anyway.")),
    "left": (left("There is no such thing."), ("left", "", "There is no such thing.")),
    "refused": (refused("It is no number."), ("refused", "", "It is no number.")),
}


@pytest.mark.parametrize(("note", "expected"), NOTES.values(), ids=NOTES)
def test_each_outcome_has_its_note(note: Note, expected: tuple[str, str, str]) -> None:
    assert note == expected


def test_every_outcome_is_there() -> None:
    assert {note.outcome for note, _ in NOTES.values()} == set(Outcome)
