"""What has changed since a draft's text came in: its page, and the patch."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from podbuilder.builder.models import KEPT_CHANGES, Draft
from tests.builder.changed import WINDOWS, changed, url
from tests.builder.support import POD, begin, edit

pytestmark = pytest.mark.django_db


def test_nothing_has_changed_yet(client: Client) -> None:
    draft = begin(client)
    assert "Nothing has changed since the text came in." in client.get(url(draft)).content.decode()
    assert client.get(f"/drafts/{draft.key}/changes.patch").content == b""


def test_the_patch_turns_the_file_into_the_draft(client: Client, tmp_path: Path) -> None:
    draft = changed(client, WINDOWS)
    response = client.get(f"/drafts/{draft.key}/changes.patch")
    assert response["Content-Disposition"] == 'attachment; filename="web.patch"'
    (tmp_path / "web.yaml").write_bytes(WINDOWS.encode())
    (tmp_path / "web.patch").write_bytes(response.content)
    subprocess.run(["git", "apply", "web.patch"], cwd=tmp_path, check=True)
    assert (tmp_path / "web.yaml").read_bytes() == draft.text.encode()
    shown = client.get(f"/drafts/{draft.key}/changes.patch?inline")
    assert (shown.content, shown["Content-Type"]) == (response.content, "text/plain; charset=utf-8")


def test_it_is_the_text_that_was_pasted_with_what_stood_around_it(client: Client) -> None:
    pasted = f"```yaml\n{POD}```\n"
    client.post("/drafts/import/", {"text": pasted, "op": "clean"})
    draft = Draft.objects.get()
    assert (draft.text, draft.received) == (POD, pasted)
    assert client.get(url(draft)).context["changes"].count == 2
    page = client.post(url(draft), {"change": "all", "base": draft.revision, "tab_id": "x"})
    assert "This cannot be written into the manifest" in page.content.decode()
    draft.refresh_from_db()
    assert draft.text == POD


def test_it_outlives_the_steps_of_undo_and_a_duplicate_keeps_it(client: Client) -> None:
    draft = begin(client)
    for number in range(KEPT_CHANGES + 40):
        draft.write(POD.replace("fast", f"f{number}"), base=draft.revision, tab_id="page")
    assert not draft.changes.filter(number=1).exists()
    copy = Draft.objects.get(pk=draft.pk).duplicate()
    for one in (draft, copy):
        assert client.get(url(one)).context["changes"].count == 1


def test_a_draft_from_before_it_was_kept(client: Client) -> None:
    draft = begin(client)
    Draft.objects.update(received=None)
    assert "started before" in client.get(url(draft)).content.decode()
    assert client.get(f"/drafts/{draft.key}/changes.patch").status_code == 404
    assert draft.duplicate().received == POD


def test_a_form_s_edit_is_a_change(client: Client) -> None:
    draft = begin(client)
    edit(client, draft, "metadata", {"metadata.namespace": "shop"})
    assert "namespace: shop" in client.get(url(draft)).content.decode()


def test_an_upload_is_remembered_byte_by_byte(client: Client) -> None:
    client.post("/drafts/import/", {"file": SimpleUploadedFile("pod.yaml", WINDOWS.encode())})
    assert Draft.objects.get().received == WINDOWS
