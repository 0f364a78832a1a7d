"""The pages that mend what was pasted are their owner's, and looking at them changes nothing."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.builder.support import POD, begin

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("page", ["characters", "placeholders"])
def test_a_stranger_sees_nothing_and_looking_changes_nothing(client: Client, page: str) -> None:
    text = POD.replace("nginx:1.27", "${IMAGE}\u200b")
    draft = begin(client, text)
    url = f"/drafts/{draft.key}/{page}/"
    assert Client().get(url).status_code == Client().post(url).status_code == 404
    assert client.get(url).status_code == 200
    assert client.put(url).status_code == 405
    draft.refresh_from_db()
    assert draft.text == text
