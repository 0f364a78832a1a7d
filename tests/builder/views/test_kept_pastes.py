"""Pastes that are kept with a draft on request: shown again, refused beyond the limits, deleted."""

from __future__ import annotations

import pytest
from django.test import Client

from podbuilder.builder.models import KeptPaste
from podbuilder.web.limits import KEPT_PASTES, PASTE_CHARACTERS
from tests.builder.support import begin
from tests.support.plain import PlainBrowser

pytestmark = pytest.mark.django_db

TEXT = "Reason:  OOMKilled\nDB_PASSWORD=hunter2-very-secret"


def test_looking_keeps_nothing(client: Client) -> None:
    draft = begin(client)
    client.post(f"/drafts/{draft.key}/troubleshoot/", {"text": TEXT})
    assert not KeptPaste.objects.exists()


def test_a_paste_is_kept_shown_again_and_deleted(client: Client) -> None:
    draft = begin(client)
    browser = PlainBrowser(client)
    browser.open(f"/drafts/{draft.key}/troubleshoot/")
    browser.fill("Paste what kubectl says", TEXT)
    browser.press("Find the cause")
    browser.press("Keep this paste with the draft")
    kept = draft.pastes.get()
    assert "hunter2" not in kept.text
    assert "hunter2" not in browser.root.text
    browser.open(f"/drafts/{draft.key}/troubleshoot/")
    browser.follow("Reason:")
    assert "The container needs more memory than its limit." in browser.root.text
    button = next(one for one in browser.root.all("button") if one.text.startswith("Delete"))
    browser.submit(button)
    assert not KeptPaste.objects.exists()
    assert "The paste is deleted." in browser.root.text


def test_nothing_is_not_kept(client: Client) -> None:
    draft = begin(client)
    assert client.post(f"/drafts/{draft.key}/troubleshoot/keep/", {"text": " "}).status_code == 302
    assert not KeptPaste.objects.exists()


def test_too_long_a_paste_is_refused_and_still_shown(client: Client) -> None:
    draft = begin(client)
    response = client.post(
        f"/drafts/{draft.key}/troubleshoot/keep/", {"text": f"OOMKilled{chr(10) * PASTE_CHARACTERS}a"}
    )
    assert "A paste that is kept may have 65,536 characters" in response.content.decode()
    assert not KeptPaste.objects.exists()


def test_one_too_many_is_refused(client: Client) -> None:
    draft = begin(client)
    for number in range(KEPT_PASTES + 1):
        response = client.post(f"/drafts/{draft.key}/troubleshoot/keep/", {"text": f"paste {number}"})
    assert "Delete one first." in response.content.decode()
    assert draft.pastes.count() == KEPT_PASTES


@pytest.mark.parametrize("number", ["", "x", "999999", "9" * 30])
def test_what_is_not_kept_is_not_found(client: Client, number: str) -> None:
    draft = begin(client)
    assert client.get(f"/drafts/{draft.key}/troubleshoot/", {"paste": number}).status_code == 200
    assert client.post(f"/drafts/{draft.key}/troubleshoot/forget/", {"paste": number}).status_code == 302


def test_that_of_another_draft_is_not_its(client: Client) -> None:
    draft, other = begin(client), begin(client)
    kept = KeptPaste.objects.keep(other, "OOMKilled")
    assert "OOMKilled" not in client.get(f"/drafts/{draft.key}/troubleshoot/?paste={kept.pk}").content.decode()
    client.post(f"/drafts/{draft.key}/troubleshoot/forget/", {"paste": kept.pk})
    assert KeptPaste.objects.exists()
