"""The page that renames what other fields refer to."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.builder.support import POD, begin

pytestmark = pytest.mark.django_db
CONTAINER = "spec.containers[0].name"


@pytest.mark.parametrize(
    "path", ["", "spec.containers[9].name", "spec.containers[0].image", "metadata.name", "spec..x"]
)
def test_there_is_no_such_name(client: Client, path: str) -> None:
    url = f"/drafts/{begin(client).key}/rename/?path={path}"
    assert client.get(url).status_code == client.post(url).status_code == 404


def test_a_stranger_sees_nothing_and_looking_changes_nothing(client: Client) -> None:
    draft = begin(client)
    url = f"/drafts/{draft.key}/rename/?path={CONTAINER}"
    assert Client().get(url).status_code == Client().post(url).status_code == 404
    page = client.get(url)
    assert (page.status_code, page.context["back_url"]) == (200, f"/drafts/{draft.key}/edit/containers/0/")
    draft.refresh_from_db()
    assert draft.text == POD


def test_a_very_long_name_is_a_state_of_the_page(client: Client) -> None:
    draft = begin(client)
    page = client.post(f"/drafts/{draft.key}/rename/?path={CONTAINER}", {"to": "n" * 5000, "op": "look"})
    assert page.status_code == 200
    assert "at most 63" in page.content.decode()
