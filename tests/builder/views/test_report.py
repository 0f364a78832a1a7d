"""The report on a pod, as a page."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.builder.support import begin

pytestmark = pytest.mark.django_db


def test_everything_known_stands_on_one_sheet(client: Client) -> None:
    draft = begin(client)
    response = client.get(f"/drafts/{draft.key}/report/")
    page = response.content.decode()
    assert response.status_code == 200
    for part in ("web", "nginx:1.27", "diagram__picture", "restricted"):
        assert part in page.lower(), part
    assert "has no liveness probe" in page
    assert "no-store" in response["Cache-Control"]


def test_it_is_for_its_owner_to_read(client: Client) -> None:
    draft = begin(client)
    assert Client().get(f"/drafts/{draft.key}/report/").status_code == 404
    assert client.post(f"/drafts/{draft.key}/report/").status_code == 405
