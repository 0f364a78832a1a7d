"""The chooser for devices: whose container, what it would change, and when the whole form is drawn anew."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.builder.support import POD, begin

pytestmark = pytest.mark.django_db


def test_a_stranger_sees_nothing(client: Client) -> None:
    key = begin(client).key
    assert Client().get(f"/drafts/{key}/devices/").status_code == 404
    assert Client().post(f"/drafts/{key}/devices/preview/").status_code == 404
    assert client.get(f"/drafts/{key}/devices/preview/").status_code == 405


@pytest.mark.parametrize("container", ["containers/9", "nonsense"])
def test_there_is_no_such_container(client: Client, container: str) -> None:
    key = begin(client).key
    assert client.get(f"/drafts/{key}/devices/", {"container": container}).status_code == 404
    for path in ("devices/", "devices/preview/"):
        assert client.post(f"/drafts/{key}/{path}", {"container": container}).status_code == 404


def test_it_is_shown_and_only_applying_it_writes(client: Client) -> None:
    draft = begin(client)
    url = f"/drafts/{draft.key}/devices/"
    assert client.get(url).status_code == client.post(url, {"number": "1"}).status_code == 200
    draft.refresh_from_db()
    assert draft.text == POD
    response = client.post(url, {"op": "apply", "base": draft.revision})
    draft.refresh_from_db()
    assert response["Location"] == f"/drafts/{draft.key}/edit/containers/0/#f-spec-containers-0-devices"
    assert "nvidia.com/gpu: 1" in draft.text


def test_the_form_is_drawn_anew_only_if_it_needs_other_controls(client: Client) -> None:
    draft = begin(client)
    url = f"/drafts/{draft.key}/devices/preview/"
    anew = client.post(url, {"drawn": "nonsense", "tab_id": "tab-one"})
    assert (anew.status_code, anew["HX-Retarget"], anew.context["tab_id"]) == (200, "#devices", "tab-one")
    shape = anew.context["choice"].shape
    same = client.post(url, {"drawn": shape})
    assert same.status_code == 200
    assert "HX-Retarget" not in same
    assert same.context["oob"] is True
    draft.refresh_from_db()
    assert draft.text == POD
