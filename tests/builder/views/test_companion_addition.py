"""The page that adds objects beside a draft's pod."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.builder.support import POD, begin

pytestmark = pytest.mark.django_db


def test_looking_changes_nothing(client: Client) -> None:
    draft = begin(client)
    url = f"/drafts/{draft.key}/companions/"
    assert Client().get(url).status_code == Client().post(url).status_code == 404
    assert client.get(url).status_code == client.post(url, {"op": "look", "add:service": "on"}).status_code == 200
    draft.refresh_from_db()
    assert draft.text == POD


@pytest.mark.parametrize("asked", ["service", "Service/web"])
def test_the_one_that_somebody_comes_for_is_ticked(client: Client, asked: str) -> None:
    page = client.get(f"/drafts/{begin(client).key}/companions/?add={asked}").context["addition"]
    assert [one.offer.slug for one in page.offered if one.is_chosen] == ["service"]


def test_the_review_leads_to_what_must_exist(client: Client) -> None:
    draft = begin(client, POD.replace("    env:\n", "    envFrom:\n    - secretRef: {name: s}\n    env:\n"))
    html = client.get(f"/drafts/{draft.key}/edit/review/").content.decode()
    assert f'href="/drafts/{draft.key}/companions/?add=Secret/s"' in html
