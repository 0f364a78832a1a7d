"""Templates as files, as people ask for them and send them."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from podbuilder.library.models import SavedTemplate
from podbuilder.library.revisions.lifecycle import delete
from podbuilder.library.transfer import import_export
from tests.library.support import person, saved, signed_in, team_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice() -> Any:
    return person("alice")


def names_in(response: Any) -> list[str]:
    return zipfile.ZipFile(io.BytesIO(response.content)).namelist()


def test_one_template(alice: Any) -> None:
    saved(alice, visibility="public")
    response = Client().get("/t/alice/web/export/")
    assert response.content.startswith(b"format: podbuilder/template/1\n")
    headers = ("Content-Type", "Content-Disposition", "Cache-Control")
    assert [response[name] for name in headers] == [
        "application/yaml; charset=utf-8",
        'attachment; filename="web.template.yaml"',
        "private, no-store",
    ]
    assert Client().post("/t/alice/web/export/").status_code == 405


def test_all_of_ones_own_or_of_a_team(alice: Any) -> None:
    team = team_of("web-team", viewer=alice, owner=person("bob"))
    team_of("strangers")
    saved(alice, slug="mine")
    delete(saved(alice, slug="gone"), by=alice)
    saved(team=team, by=alice, slug="ours", visibility="team")
    saved(person("carol"), slug="theirs", visibility="public")
    browser = signed_in(alice)
    own, teams = browser.get("/library/export.zip"), browser.get("/library/export.zip?team=web-team")
    assert (names_in(own), names_in(teams)) == (["mine.yaml"], ["ours.yaml"])
    assert own["Content-Type"] == "application/zip"
    assert own["Content-Disposition"] == 'attachment; filename="alice-templates.zip"'
    assert teams["Content-Disposition"] == 'attachment; filename="web-team-templates.zip"'
    assert browser.get("/library/export.zip?team=strangers").status_code == 404
    assert browser.post("/library/export.zip").status_code == 405
    assert Client().get("/library/export.zip").status_code == 302


def test_a_file_is_taken_in(alice: Any) -> None:
    saved(alice)
    browser = signed_in(alice)
    text = browser.get("/t/alice/web/export/").content
    assert "outcomes" not in browser.get("/library/import/").context
    response = browser.post("/library/import/", {"file": SimpleUploadedFile("web.yaml", text)})
    assert [one.template.slug for one in response.context["outcomes"]] == ["web-2"]
    assert SavedTemplate.objects.filter(owner=alice).count() == 2
    assert browser.put("/library/import/").status_code == 405


def test_an_archive_that_is_refused(alice: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise import_export.ArchiveRefused("There is too much in it.")

    monkeypatch.setattr(import_export, "take_in", refuse)
    response = signed_in(alice).post("/library/import/", {"file": SimpleUploadedFile("a.zip", b"x")})
    assert response.status_code == 200
    assert "There is too much in it." in response.content.decode()
    assert "outcomes" not in response.context
