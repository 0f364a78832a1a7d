"""Look-alike characters and foreign placeholders in a draft: offered on every step, shown, and changed when asked."""

from __future__ import annotations

import pytest
from django.test import Client

from podbuilder.builder.models import Draft
from podbuilder.builder.proposals.typography import CleanCharacters, FillPlaceholders
from tests.builder.support import POD, begin
from tests.support.plain import PlainBrowser

pytestmark = pytest.mark.django_db

ODD = POD.replace("nginx:1.27", "nginx\u200b:1.27")
FOREIGN = POD.replace("nginx:1.27", "${IMAGE:-nginx:1.27}").replace("containerPort: 80\n", "containerPort: ${PORT}\n")


def test_clean_texts_are_not_spoken_of(client: Client) -> None:
    draft = begin(client, POD.replace("name: web\n  labels", "name: web # it’s – fine\n  labels"))
    browser = PlainBrowser(client)
    browser.open(f"/drafts/{draft.key}/edit/metadata/")
    assert "odd-signs" not in browser.by_id
    assert "placeholders" not in browser.by_id
    assert CleanCharacters(draft, draft.manifest).proposal.refusals
    assert FillPlaceholders(draft, draft.manifest).proposal.refusals


def test_characters_are_replaced_as_one_step_of_undo(client: Client) -> None:
    draft = begin(client, ODD)
    browser = PlainBrowser(client)
    browser.open(f"/drafts/{draft.key}/edit/metadata/")
    assert "zero width space (U+200B)" in browser.by_id["odd-signs"].text
    browser.follow("Show what would change")
    assert "zero width space (U+200B)" in browser.root.text
    browser.press("Replace look-alike characters")
    draft.refresh_from_db()
    assert draft.text == POD
    browser.press("Undo")
    draft.refresh_from_db()
    assert draft.text == ODD


def test_placeholders_become_parameters_as_one_step_of_undo(client: Client) -> None:
    draft = begin(client, FOREIGN)
    browser = PlainBrowser(client)
    browser.open(f"/drafts/{draft.key}/edit/metadata/")
    browser.follow("Make them parameters")
    assert "Image: <param:image>" in browser.root.text
    browser.press("Make placeholders parameters")
    draft = Draft.objects.get()
    assert "<param:image>" in draft.text
    assert "<param:port>" in draft.text
    assert {(one.name, one.type, one.default) for one in draft.declared} == {
        ("image", "image", "nginx:1.27"),
        ("port", "port", None),
    }


def test_too_many_parameters_are_refused(client: Client) -> None:
    ports = "".join(f"    - containerPort: ${{P{i}}}\n" for i in range(61))
    draft = begin(client, POD.replace("    - containerPort: 80\n", ports))
    assert "at most 60" in FillPlaceholders(draft, draft.manifest).proposal.refusals[0]
