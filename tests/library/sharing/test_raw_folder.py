"""A template as a ZIP: what `?as=` names, with parameters answered in the address."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from django.test import Client

from podbuilder.kube.kustomization.overlays.kept_folder import KeptFolder
from podbuilder.library.models import SavedTemplate
from podbuilder.library.revisions.save import Content, save_new
from tests.builder.support import POD
from tests.library.support import DEPLOYMENT, PARAMETERS, person, saved

pytestmark = pytest.mark.django_db
URL = "/t/alice/web.zip"


@pytest.fixture(autouse=True)
def template() -> None:
    saved(person("alice"), text=DEPLOYMENT, parameters=PARAMETERS, visibility="public")


def files(response: Any) -> dict[str, str]:
    assert response.status_code == 200, response.content
    assert response["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        return {name.partition("/")[2]: archive.read(name).decode() for name in archive.namelist()}


@pytest.mark.parametrize(
    ("asked", "file"),
    [("", "deployment.yaml"), ("as=yaml&", "deployment.yaml"), ("as=kustomize&", "base/deployment.yaml")],
)
def test_answers_are_filled_in(asked: str, file: str) -> None:
    response = Client().get(f"{URL}?{asked}image=caddy")
    assert response["Content-Disposition"] == 'attachment; filename="web.zip"'
    assert "caddy" in files(response)[file]


def test_the_values_of_a_chart_are_its_parameters() -> None:
    plain, answered = files(Client().get(f"{URL}?as=helm")), files(Client().get(f"{URL}?as=helm&image=caddy"))
    assert "caddy" not in plain["values.yaml"]
    assert "caddy" in answered["values.yaml"]
    assert "caddy" not in answered["templates/deployment.yaml"]


FILE = "/t/alice/web/file/"


@pytest.mark.parametrize(
    ("asked", "type", "piece"),
    [
        ("path=deployment.yaml&image=caddy", "application/yaml", "caddy"),
        ("as=helm&path=values.yaml&image=caddy", "application/yaml", "caddy"),
        ("as=helm&path=templates/deployment.yaml", "application/yaml", "{{"),
        ("as=helm&path=README.md", "text/markdown", "# "),
        ("as=helm&path=templates/_helpers.tpl", "text/plain", "define"),
        ("as=kustomize&path=base/kustomization.yaml&image=caddy", "application/yaml", "resources:"),
    ],
)
@pytest.mark.parametrize("revision", ["", "@1"])
def test_one_file_of_it(revision: str, asked: str, type: str, piece: str) -> None:
    response = Client().get(f"/t/alice/web{revision}/file/?{asked}")
    assert response.status_code == 200, response.content
    assert piece in response.content.decode()
    assert response["Content-Type"] == f"{type}; charset=utf-8"
    assert response["Content-Disposition"].startswith('inline; filename="')
    same = Client().get(response.wsgi_request.get_full_path(), headers={"If-None-Match": response["ETag"]})
    assert same.status_code == 304


def test_each_file_is_that_of_the_zip() -> None:
    for name, text in files(Client().get(f"{URL}?as=helm")).items():
        assert Client().get(FILE, {"as": "helm", "path": name}).content.decode() == text


def test_which_files_there_are_is_said_where_there_is_no_such() -> None:
    for path in ("", "../values.yaml", "web/values.yaml"):
        response = Client().get(FILE, {"as": "helm", "path": path})
        assert response.status_code == 404
        assert "# values.yaml\n" in response.content.decode()
    assert Client().get(f"{FILE}?as=king&path=a").status_code == 400


def test_a_parameter_that_is_called_path_has_its_form_s_name() -> None:
    text = DEPLOYMENT.replace("image:", "workingDir: <param:path>\n        image:")
    parameters = [*PARAMETERS, {"name": "path", "type": "string"}]
    saved(person("bob"), text=text, parameters=parameters, visibility="public")
    response = Client().get("/t/bob/web/file/?path=deployment.yaml&image=caddy&p-path=/srv")
    assert "workingDir: /srv" in response.content.decode()


def test_it_is_sent_again_only_if_it_has_changed() -> None:
    etag = Client().get(f"{URL}?as=helm")["ETag"]
    same = Client().get(f"{URL}?as=helm", headers={"If-None-Match": etag})
    assert (same.status_code, same.content) == (304, b"")


@pytest.mark.parametrize(
    ("url", "status"),
    [
        (f"{URL}?as=king&image=caddy", 400),
        (URL, 400),
        (f"{URL}?as=helm&king=1", 400),
        ("/t/alice/none.zip", 404),
        ("/t/alice/web@2.zip", 404),
    ],
)
def test_a_refusal_is_a_comment(url: str, status: int) -> None:
    response = Client().get(url)
    assert response.status_code == status
    assert response.content.startswith(b"# ")


def test_what_cannot_be_made_is_said() -> None:
    saved(person("bob"), text=POD.replace("  name: web\n", "  generateName: web-\n", 1), visibility="public")
    response = Client().get("/t/bob/web.zip?as=helm")
    assert response.status_code == 422


def saved_with(slug: str, text: str, **notes: Any) -> str:
    """A public template with these notes; the address of its ZIP for Kustomize."""
    bob = person(slug)
    save_new(
        SavedTemplate(owner=bob, name="web", slug="web", visibility="public"),
        Content(text, [], "1.36", notes),
        author=bob,
    )
    return f"/t/{slug}/web.zip?as=kustomize"


def test_overlays_come_along() -> None:
    url = saved_with("bob", POD, overlays=[{"name": "prod", "answers": {"namespace": "prod"}}])
    assert "namespace: prod" in files(Client().get(url))["overlays/prod/kustomization.yaml"]


def test_a_folder_comes_back_to_the_byte() -> None:
    texts = {"base/kustomization.yaml": "# ours\nresources: [pod.yaml]\n", "base/pod.yaml": POD.rstrip("\n")}
    texts["prod/kustomization.yaml"] = "# theirs\nresources: [../base]\nhelmCharts: []\n"
    assert files(Client().get(saved_with("bob", POD, folder=KeptFolder(texts, "base").to_json()))) == texts
    assert Client().get("/t/bob/web/file/?as=kustomize&path=base/pod.yaml").content.decode() == texts["base/pod.yaml"]
    broken = Client().get(saved_with("carol", POD, folder="{"))
    assert (broken.status_code, b"cannot be read" in broken.content) == (422, True)


def test_a_file_that_is_no_text_is_saved() -> None:
    texts = {"base/kustomization.yaml": "resources: [pod.yaml]\n", "base/pod.yaml": POD}
    saved_with("bob", POD, folder=KeptFolder(texts, "base", {"logo.png": b"\x89PNG\xff"}).to_json())
    response = Client().get("/t/bob/web/file/?as=kustomize&path=logo.png")
    assert (response.status_code, response.content) == (200, b"\x89PNG\xff")
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"] == 'attachment; filename="logo.png"'
