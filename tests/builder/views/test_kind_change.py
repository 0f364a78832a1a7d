"""The page that makes a draft's object one of another kind."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.builder.support import POD, begin

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("to", ["PodTemplate", "Service", "deployment"])
def test_there_is_no_such_kind(client: Client, to: str) -> None:
    url = f"/drafts/{begin(client).key}/kind/{to}/"
    assert client.get(url).status_code == client.post(url).status_code == 404


def test_looking_changes_nothing(client: Client) -> None:
    draft = begin(client)
    url = f"/drafts/{draft.key}/kind/Job/"
    assert Client().get(url).status_code == Client().post(url).status_code == 404
    assert client.get(url).status_code == client.post(url, {"op": "look"}).status_code == 200
    draft.refresh_from_db()
    assert draft.text == POD


def test_it_goes_on_to_the_draft(client: Client) -> None:
    draft = begin(client)
    answer = client.post(f"/drafts/{draft.key}/kind/Job/", {"op": "apply", "base": draft.revision})
    assert (answer.status_code, answer["Location"]) == (302, f"/drafts/{draft.key}/")
