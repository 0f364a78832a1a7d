"""A draft for other tools: the page, its file, and who may see them."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.builder.support import POD, begin

pytestmark = pytest.mark.django_db


def test_the_page_shows_a_command_and_what_became_of_each_field(client: Client) -> None:
    html = client.get(f"/drafts/{begin(client).key}/export/").content.decode()
    assert "docker run" in html
    assert "nginx:1.27" in html
    assert "What became of each field" in html


def test_another_tool_is_asked_for_by_its_name(client: Client) -> None:
    key = begin(client).key
    assert "[Kube]" in client.get(f"/drafts/{key}/export/?to=quadlet").content.decode()
    assert "docker run" in client.get(f"/drafts/{key}/export/?to=nothing").content.decode()


def test_a_value_of_the_manifest_is_no_html(client: Client) -> None:
    draft = begin(client)
    draft.write(POD.replace("nginx:1.27", "<script>"), base=draft.revision, tab_id="")
    html = client.get(f"/drafts/{draft.key}/export/").content.decode()
    assert "'<script>'" not in html
    assert "&lt;script&gt;" in html


def test_the_file_is_saved_or_shown(client: Client) -> None:
    url = f"/drafts/{begin(client).key}/export/kubectl-run/"
    saved, shown = client.get(url), client.get(f"{url}?inline")
    assert saved.content.startswith(b"kubectl run web")
    assert saved["Content-Disposition"] == 'attachment; filename="web.kubectl.sh"'
    assert shown["Content-Disposition"].startswith("inline")
    assert shown["Content-Type"] == "text/plain; charset=utf-8"


def test_what_cannot_be_made_has_no_file(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    key = begin(client).key
    assert client.get(f"/drafts/{key}/export/nothing/").status_code == 404
    monkeypatch.setattr("podbuilder.kube.exporters.source_file.MAX_EXPORTED_PODS", 0)
    assert client.get(f"/drafts/{key}/export/docker-run/").status_code == 404
    assert "at most 0" in client.get(f"/drafts/{key}/export/").content.decode()


def test_it_is_nobody_elses(client: Client) -> None:
    key = begin(client).key
    assert Client().get(f"/drafts/{key}/export/").status_code == 404
    assert Client().get(f"/drafts/{key}/export/docker-run/").status_code == 404
