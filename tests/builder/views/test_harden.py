"""The page that hardens a draft to a level of Pod Security."""

from __future__ import annotations

import pytest
from django.test import Client

from podbuilder.kube.review import review
from tests.builder.support import POD, begin

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("level", ["privileged", "nonsense", "Restricted"])
def test_there_is_no_such_level(client: Client, level: str) -> None:
    assert client.get(f"/drafts/{begin(client).key}/harden/{level}/").status_code == 404


@pytest.mark.parametrize("level", ["baseline", "restricted"])
def test_a_stranger_sees_nothing_and_looking_changes_nothing(client: Client, level: str) -> None:
    draft = begin(client)
    url = f"/drafts/{draft.key}/harden/{level}/"
    assert Client().get(url).status_code == Client().post(url, {"op": "apply"}).status_code == 404
    page = client.get(url)
    assert page.context["hardening"].level == level
    assert "no-store" in page["Cache-Control"]
    assert client.put(url).status_code == 405
    draft.refresh_from_db()
    assert draft.text == POD


def test_only_applying_it_changes_the_draft(client: Client) -> None:
    draft = begin(client)
    url = f"/drafts/{draft.key}/harden/restricted/"
    assert client.post(url, {"base": draft.revision}).status_code == 200
    draft.refresh_from_db()
    assert draft.text == POD
    page = client.get(url)
    answers = {"op": "apply", "base": draft.revision, "tab_id": page.context["tab_id"]}
    response = client.post(url, answers)
    assert response["Location"] == f"/drafts/{draft.key}/edit/review/#security"
    draft.refresh_from_db()
    assert not review(draft.manifest.pod).violations["restricted"]
