"""A paste kept with a draft: covered, once, within its limits, and gone with the draft."""

from __future__ import annotations

import pytest
from django.test import Client

from podbuilder.builder.models import Draft, KeptPaste, PasteNotKept
from podbuilder.web.limits import KEPT_PASTES, PASTE_CHARACTERS
from tests.builder.support import begin

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(client: Client) -> Draft:
    return begin(client)


def test_it_is_kept_without_its_credentials(draft: Draft) -> None:
    kept = KeptPaste.objects.keep(draft, "\n\n  Reason: OOMKilled\nDB_PASSWORD=hunter2-very-secret\n")
    kept.refresh_from_db()
    assert kept.text.startswith("  Reason: OOMKilled\nDB_PASSWORD=***")
    assert "hunter2" not in kept.text
    assert kept.first_line == "Reason: OOMKilled"
    assert draft.key in str(kept) or str(draft.pk) in str(kept)


def test_a_line_too_long_to_be_searched_is_cut(draft: Draft) -> None:
    kept = KeptPaste.objects.keep(draft, "password=hunter2-very-secret " * 1_000)
    assert len(kept.text) == 8_000
    assert "hunter2" not in kept.text


def test_the_same_is_kept_once(draft: Draft) -> None:
    assert KeptPaste.objects.keep(draft, "OOMKilled") == KeptPaste.objects.keep(draft, "OOMKilled\n")
    assert draft.pastes.count() == 1


def test_as_long_a_one_as_is_allowed_is_kept(draft: Draft) -> None:
    assert len(KeptPaste.objects.keep(draft, "a\n" * (PASTE_CHARACTERS // 2 - 1) + "aa").text) == PASTE_CHARACTERS
    with pytest.raises(PasteNotKept, match="65,536 characters, and this has 65,537"):
        KeptPaste.objects.keep(draft, "b\n" * (PASTE_CHARACTERS // 2) + "b")


def test_no_more_than_so_many_are_kept(draft: Draft) -> None:
    for number in range(KEPT_PASTES):
        KeptPaste.objects.keep(draft, f"paste {number}")
    with pytest.raises(PasteNotKept, match="which is the most"):
        KeptPaste.objects.keep(draft, "one more")
    assert [kept.text for kept in draft.pastes.all()] == ["paste 2", "paste 1", "paste 0"]


def test_it_goes_with_its_draft(draft: Draft) -> None:
    KeptPaste.objects.keep(draft, "OOMKilled")
    draft.delete()
    assert not KeptPaste.objects.exists()


def test_an_empty_one_begins_with_nothing(draft: Draft) -> None:
    assert KeptPaste(draft=draft, text="\n").first_line == ""
