"""A draft as a folder: the page, the ZIP, and the overlays that are kept."""

from __future__ import annotations

import io
import zipfile
from urllib.parse import quote

import pytest
from django.test import Client

from tests.builder.support import POD, begin, edit

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("target", ["helm", "kustomize", "yaml"])
def test_the_page_and_the_zip_have_the_same_files(client: Client, target: str) -> None:
    url = f"/drafts/{begin(client).key}/folder/{target}"
    shown = client.get(f"{url}/").context["page"]
    answer = client.get(f"{url}.zip")
    assert answer["Content-Disposition"] == f'attachment; filename="web-{target}.zip"'
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.namelist() == [f"web/{file.name}" for file in shown.files]


@pytest.mark.parametrize("target", ["helm", "kustomize", "yaml"])
def test_each_file_has_an_address_of_its_own(client: Client, target: str) -> None:
    url = f"/drafts/{begin(client).key}/folder/{target}/"
    page = client.get(url)
    html = page.content.decode()
    for file in page.context["page"].files:
        one = f"{url}file/?path={quote(file.name)}"
        assert f'href="{one}"' in html
        assert f'data-copy-url="{one}&amp;inline"' in html
        saved, shown = client.get(one), client.get(f"{one}&inline")
        assert saved.content.decode() == shown.content.decode() == file.text
        assert saved["Content-Disposition"] == f'attachment; filename="{file.base_name}"'
        assert shown["Content-Disposition"].startswith("inline")
        assert saved["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("values.yaml", "application/yaml"),
        ("values.schema.json", "application/json"),
        ("README.md", "text/markdown"),
        ("templates/_helpers.tpl", "text/plain"),
        (".helmignore", "text/plain"),
    ],
)
def test_a_file_says_what_it_is(client: Client, path: str, kind: str) -> None:
    answer = client.get(f"/drafts/{begin(client).key}/folder/helm/file/?path={path}")
    assert answer["Content-Type"] == f"{kind}; charset=utf-8"


@pytest.mark.parametrize(
    "path",
    [
        *("", "none.yaml", "/values.yaml", "./values.yaml", "templates", "templates/", "templates/../values.yaml"),
        *("../../../etc/passwd", "values.yaml%00", "VALUES.YAML", "values.yaml/"),
    ],
)
def test_no_other_path_leads_to_a_file(client: Client, path: str) -> None:
    url = f"/drafts/{begin(client).key}/folder"
    assert client.get(f"{url}/helm/file/?path={path}").status_code == 404
    assert client.get(f"{url}/king/file/?path=values.yaml").status_code == 404


@pytest.mark.parametrize("path", ["folder/king/", "folder/king.zip", "folder/docker-run/"])
def test_there_is_no_such_folder(client: Client, path: str) -> None:
    assert client.get(f"/drafts/{begin(client).key}/{path}").status_code == 404


def test_what_cannot_be_made_is_told_and_has_no_zip(client: Client) -> None:
    draft = begin(client, POD.replace("  name: web\n", "  generateName: web-\n", 1))
    url = f"/drafts/{draft.key}/folder/helm"
    assert "Helm knows the objects of a release by their kinds and names" in client.get(f"{url}/").content.decode()
    assert client.get(f"{url}.zip").status_code == 404


def test_overlays_are_added_kept_and_removed_and_undo_takes_it_back(client: Client) -> None:
    draft = begin(client)
    url = f"/drafts/{draft.key}/overlays/"

    def post(**data: str) -> str:
        draft.refresh_from_db()
        answer = client.post(url, {"base": draft.revision, **data})
        draft.refresh_from_db()
        return str(answer["Location"])

    assert post(op="add:staging") == f"/drafts/{draft.key}/folder/kustomize/#overlay-0"
    assert post(op="add:", **{"new-name": "prod", "o0/tag/nginx": "1.28"}).endswith("#overlay-1")
    assert draft.overlays == [
        {"name": "staging", "answers": {"tag/nginx": "1.28"}},
        {"name": "prod", "answers": {}},
    ]
    assert post(op="add:prod") == f"/drafts/{draft.key}/folder/kustomize/"
    post(op="remove:0")
    assert draft.overlays == [{"name": "prod", "answers": {}}]
    assert draft.text == POD
    edit(client, draft, "review", op="undo")
    draft.refresh_from_db()
    assert [one["name"] for one in draft.overlays] == ["staging", "prod"]
    assert draft.duplicate().overlays == draft.overlays


def test_a_page_that_is_out_of_date_writes_nothing(client: Client) -> None:
    draft = begin(client)
    old = draft.revision
    edit(client, draft, "metadata", **{"metadata.name": "other"})
    answer = client.post(f"/drafts/{draft.key}/overlays/", {"base": old, "op": "add:staging"}, follow=True)
    assert "Another page has changed this draft meanwhile" in answer.content.decode()
    draft.refresh_from_db()
    assert draft.overlays == []
