"""A lint profile that is pasted or handed over as a file."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from podbuilder.library.forms.files import TeamProfileForm

GOOD = "start: strict\n"


@pytest.mark.parametrize(
    ("text", "file", "kept"),
    [
        ("", None, ""),
        (" \n ", None, ""),
        ("start: strict\r\n", None, GOOD),
        ("start: strict\n\0", None, GOOD),
        ("start: default\n", b"start: strict\n", GOOD),
    ],
    ids=["nothing", "spaces", "lines of Windows", "a NUL", "a file"],
)
def test_a_profile_or_none(text: str, file: bytes | None, kept: str) -> None:
    form = TeamProfileForm({"text": text}, {"file": SimpleUploadedFile("p.yaml", file)} if file else {})
    assert form.is_valid()
    assert (form.profile_text, form.problem) == (kept, None)


def test_what_is_no_profile_is_shown_again() -> None:
    form = TeamProfileForm({"text": "start: nowhere\n"})
    assert not form.is_valid()
    assert form.profile_text == "start: nowhere\n"
    assert form.problem is not None
    assert form.problem.line == 1
