"""The role of a container, chosen by the user."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.builder.support import POD, begin

pytestmark = pytest.mark.django_db
SEVERAL = f"{POD}---\nkind: Pod\nmetadata: {{name: other}}\nspec: {{containers: [{{name: b, image: b}}]}}\n"


@pytest.mark.parametrize(
    ("role", "roles"), [("adapter", {"web": "adapter"}), ("", {}), ("king", {}), ("ambassador", {"web": "ambassador"})]
)
def test_a_role_is_set_or_left_to_be_recognised(client: Client, role: str, roles: dict[str, str]) -> None:
    draft = begin(client)
    response = client.post(f"/drafts/{draft.key}/role/containers/0/", {"role": role})
    assert response["Location"] == f"/drafts/{draft.key}/edit/containers/0/"
    draft.refresh_from_db()
    assert draft.roles == roles


@pytest.mark.parametrize("slug", ["containers/1", "init-containers/0", "metadata", "containers/x"])
def test_there_is_no_such_container(client: Client, slug: str) -> None:
    draft = begin(client)
    assert client.post(f"/drafts/{draft.key}/role/{slug}/", {"role": "app"}).status_code == 404
    draft.refresh_from_db()
    assert draft.roles == {}


def test_it_is_the_posted_pod_s_container(client: Client) -> None:
    draft = begin(client, SEVERAL)
    client.post(f"/drafts/{draft.key}/role/containers/0/", {"role": "adapter", "pod": "1"})
    draft.refresh_from_db()
    assert (draft.pod_number, draft.roles) == (1, {"b": "adapter"})


def test_a_stranger_sets_nothing_and_looking_is_not_setting(client: Client) -> None:
    url = f"/drafts/{begin(client).key}/role/containers/0/"
    assert Client().post(url, {"role": "adapter"}).status_code == 404
    assert client.get(url).status_code == 405
