"""The page that converts a container to another kind."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.builder.proposals.kinds import TEXT
from tests.builder.support import begin

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "path", ["king/containers/0", "init/containers/9", "init/review", "init/init-containers/0", "init/containers/x"]
)
def test_there_is_no_such_container_or_kind(client: Client, path: str) -> None:
    url = f"/drafts/{begin(client, TEXT).key}/convert/{path}/"
    assert client.get(url).status_code == client.post(url).status_code == 404


def test_a_stranger_sees_nothing_and_looking_changes_nothing(client: Client) -> None:
    draft = begin(client, TEXT)
    url = f"/drafts/{draft.key}/convert/native/containers/1/"
    assert Client().get(url).status_code == Client().post(url).status_code == 404
    page = client.get(url)
    assert (page.status_code, page.context["back_url"]) == (200, f"/drafts/{draft.key}/edit/containers/1/")
    draft.refresh_from_db()
    assert draft.text == TEXT


@pytest.mark.parametrize(("kind", "is_native"), [("native", True), ("init", False)])
def test_it_goes_on_to_the_container_s_new_step(client: Client, kind: str, is_native: bool) -> None:
    draft = begin(client, TEXT)
    response = client.post(f"/drafts/{draft.key}/convert/{kind}/containers/1/", {"base": draft.revision})
    assert response["Location"] == f"/drafts/{draft.key}/edit/init-containers/0/"
    draft.refresh_from_db()
    assert ("restartPolicy: Always" in draft.text) == is_native
    assert "initContainers:" in draft.text
