"""The page of a fix between the objects of a file."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.builder.pages.test_contradictions import BUDGET, DEPLOYMENT
from tests.builder.support import begin, edit

pytestmark = pytest.mark.django_db
TEXT = DEPLOYMENT + BUDGET


def test_it_is_shown_then_applied_and_undone(client: Client) -> None:
    draft = begin(client, TEXT)
    url = f"/drafts/{draft.key}/contradictions/0/"
    assert Client().get(url).status_code == Client().post(url).status_code == 404
    assert "Why" in client.get(url).content.decode()
    draft.refresh_from_db()
    assert draft.text == TEXT
    answer = client.post(url, {"base": draft.revision})
    assert answer["Location"] == f"/drafts/{draft.key}/edit/review/"
    draft.refresh_from_db()
    assert draft.text != TEXT
    assert client.get(url).status_code == 404
    assert edit(client, draft, "review", op="undo") == TEXT


@pytest.mark.parametrize("place", ["7", "99999", "100000", "x"])
def test_there_is_nothing_to_mend(client: Client, place: str) -> None:
    assert client.get(f"/drafts/{begin(client, TEXT).key}/contradictions/{place}/").status_code == 404
