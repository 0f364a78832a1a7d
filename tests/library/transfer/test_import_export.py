"""Templates as files: there and back, and what an upload cannot do."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from podbuilder.library.models import SavedTemplate
from podbuilder.library.transfer import import_export
from tests.library.support import DEPLOYMENT, LEAKY, PARAMETERS, VALUE, person, saved, signed_in, team_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice() -> Any:
    return person("alice")


def zipped(**files: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return data.getvalue()


def post(user: Any, data: bytes, **more: str) -> Any:
    return signed_in(user).post("/library/import/", {"file": SimpleUploadedFile("a.zip", data), **more})


def test_all_ones_templates_go_and_come_back(alice: Any) -> None:
    saved(alice, text=DEPLOYMENT, parameters=PARAMETERS, tags=["http"], description="Pages", visibility="public")
    saved(alice, slug="other")
    browser = signed_in(alice)
    page = browser.get("/library/import/").content.decode()
    assert "/library/export.zip" in page
    one = browser.get("/t/alice/web/export/")
    assert one.content.startswith(b"format: podbuilder/template/1\n")
    whole = browser.get("/library/export.zip").content
    assert zipfile.ZipFile(io.BytesIO(whole)).namelist() == ["other.yaml", "web.yaml"]
    page = post(alice, whole)
    assert [outcome.template.slug for outcome in page.context["outcomes"]] == ["other-2", "web-2"]
    back = SavedTemplate.objects.get(slug="web-2")
    assert (back.newest.text, back.visibility, back.tags, back.description) == (
        DEPLOYMENT,
        "private",
        ["http"],
        "Pages",
    )
    assert [parameter["name"] for parameter in back.newest.parameters] == ["image", "port", "level"]
    assert post(alice, one.content).context["outcomes"][0].template.slug == "web-3"


def test_a_teams_are_for_its_members(alice: Any) -> None:
    bob = person("bob")
    team = team_of("web-team", owner=alice, viewer=bob)
    saved(team=team, by=alice)
    saved(team=team, by=alice, slug="seen", visibility="team")
    url = "/library/export.zip?team=web-team"
    names = [zipfile.ZipFile(io.BytesIO(signed_in(one).get(url).content)).namelist() for one in (alice, bob)]
    assert names == [["seen.yaml", "web.yaml"], ["seen.yaml"]]
    assert signed_in(person("carol")).get(url).status_code == 404
    assert "Choose one of your teams" in post(bob, b"x", team="web-team").content.decode()


def test_each_file_is_told_of(alice: Any) -> None:
    saved(alice, text=LEAKY)
    good = signed_in(alice).get("/t/alice/web/export/").content.decode()
    team_of("web-team", owner=alice)
    files = {"a/good.yaml": good, "notes.txt": "x", "bad.yaml": "format: x\n", "1/2/3/4/5/6/deep.yaml": good}
    outcomes = {one.file: one for one in post(alice, zipped(**files)).context["outcomes"]}
    assert outcomes["a/good.yaml"].template is not None
    assert "not a YAML" in outcomes["notes.txt"].problem
    assert outcomes["bad.yaml"].problem
    assert "folders deep" in outcomes["1/2/3/4/5/6/deep.yaml"].problem
    page = post(alice, zipped(**{"a.yaml": good}), team="web-team").content.decode()
    assert "credentials in plain text" in page
    assert VALUE not in page


def test_archives_that_are_too_much(alice: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Choose a file" in signed_in(alice).post("/library/import/").content.decode()
    # A few kilobytes that would be many megabytes.
    bomb = zipped(**{"a.yaml": "#" * 30_000_000})
    assert len(bomb) < 50_000
    assert "larger than" in post(alice, bomb).context["outcomes"][0].problem
    monkeypatch.setattr(import_export, "LARGEST_WHOLE", 10)
    assert "archive is too large" in post(alice, zipped(**{"a.yaml": "x" * 20, "b.yaml": ""})).content.decode()
    monkeypatch.setattr(import_export, "MOST_FILES", 1)
    assert "has 2 files" in post(alice, zipped(a="x", b="y")).content.decode()
    whole = zipped(**{"a.yaml": "x" * 5000})
    broken = whole[:40] + b"\xff\xff\xff" + whole[43:]
    assert "cannot be unpacked" in post(alice, broken).content.decode()
    assert not SavedTemplate.objects.exists()
