"""Tests of podbuilder.builder.pages.text_notes."""

from __future__ import annotations

import json

import pytest

from podbuilder.builder.models import Draft
from podbuilder.builder.pages.text_notes import TextNotes
from podbuilder.kube.manifest import Manifest
from tests.builder.support import POD

WORDY = {"metadata": {"name": "web", "annotations": {"about": "words " * 60}}}
ON_ONE_LINE = json.dumps({**Manifest.read(POD).document, **WORDY})
# A text, and what is noted: fields of a server, odd signs, JSON on one line, placeholders of another language.
CASES = {
    "nothing to note": (POD, 0, 0, False, False),
    "a server was here": (POD.replace("metadata:\n", "metadata:\n  uid: u\n", 1), 1, 0, False, False),
    "a space that is none": (POD + "# a\u00a0b\n", 0, 0, False, False),
    "JSON on one line": (ON_ONE_LINE, 0, 0, True, False),
    "a placeholder": (POD.replace("spec:\n", "spec:\n  hostname: ${HOST}\n", 1), 0, 0, False, True),
}


@pytest.mark.parametrize("case", CASES)
def test_a_text_is_looked_at(case: str) -> None:
    text, *expected = CASES[case]
    notes = TextNotes()
    notes.draft, notes.manifest = Draft(text=text), Manifest.read(text)
    found = [notes.noise, len(notes.odd_signs), notes.is_json_on_one_line, notes.has_placeholders]
    assert found == expected
