"""A page whose draft is not within reach any more, kept as a new draft or as a file."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from podbuilder.builder.models import Draft
from tests.accounts.support import browser_of, person
from tests.builder.support import POD, begin

pytestmark = pytest.mark.django_db
PORT = "spec.containers[0].ports[0].containerPort"
POSTED = {"manifest": POD.replace("\n", "\r\n"), "step": "metadata", "kubernetes": "1.30", "metadata.name": "site"}


def keep(client: Client, how: str, **more: str) -> Any:
    return client.post("/drafts/rescue/", {**POSTED, "as": how, **more}, follow=True)


def test_it_becomes_a_draft_of_whoever_asks() -> None:
    bob = person("bob")
    page = keep(browser_of(bob), "draft").content.decode()
    assert "What you typed is in this new draft." in page
    draft = Draft.objects.get()
    assert (draft.owner, draft.kubernetes) == (bob, "1.30")
    assert draft.text == POD.replace("name: web\n", "name: site\n", 1)


def test_a_visitor_keeps_it_too() -> None:
    client = Client()
    assert keep(client, "draft", kubernetes="0.1").redirect_chain
    assert client.get(f"/drafts/{Draft.objects.get().key}/").status_code == 302


def test_it_becomes_a_file_and_nothing_is_stored() -> None:
    response = keep(Client(), "file")
    assert response["Content-Disposition"] == 'attachment; filename="site.yaml"'
    assert "no-store" in response["Cache-Control"]
    assert "  name: site\n" in response.content.decode()
    assert not Draft.objects.exists()


def test_what_is_no_value_is_named_and_kept() -> None:
    page = keep(Client(), "draft", step="containers/0", **{PORT: "eighty"}).content.decode()
    assert f"kept as a comment at the end of the YAML: {PORT}." in page
    assert Draft.objects.get().text.endswith(f"# {PORT}: eighty\n")


def test_a_text_that_cannot_be_read_is_shown_again_or_given_as_it_is() -> None:
    page = keep(Client(), "draft", yaml="a: [").content.decode()
    assert "a: [" in page
    assert not Draft.objects.exists()
    assert keep(Client(), "file", yaml="a: [").content == b"a: ["


def test_no_draft_of_somebody_else_is_read() -> None:
    others = begin(Client(), POD.replace("web", "theirs"))
    keep(Client(), "draft", key=others.key, draft=others.key, base="1")
    assert "theirs" not in Draft.objects.exclude(pk=others.pk).get().text


def test_a_link_alone_keeps_nothing() -> None:
    assert Client().get("/drafts/rescue/").status_code == 405
    assert not Draft.objects.exists()
