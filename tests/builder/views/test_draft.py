"""A draft as a whole: opened, downloaded, judged by another version, duplicated, deleted and restored."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from podbuilder.builder.models import Draft
from podbuilder.builder.views.draft import nearest_path
from podbuilder.kube.core import versions
from podbuilder.kube.manifest.file_companions import FIRST_COMPANION
from podbuilder.web.limits import KEPT_IN_BIN
from tests.builder.support import POD, begin

pytestmark = pytest.mark.django_db
SEVERAL = f"{POD}---\nkind: Pod\nmetadata: {{name: other}}\nspec: {{containers: [{{name: b, image: b}}]}}\n"


@pytest.fixture
def draft(client: Client) -> Draft:
    return begin(client)


GETS = ("", "jump/?line=1", "jump/?path=spec", "download.yaml", "download.json", "versions/")
POSTS = ("version/metadata/", "pod/metadata/", "duplicate/", "delete/", "restore/")


@pytest.mark.parametrize("path", GETS)
def test_a_stranger_sees_nothing(draft: Draft, path: str) -> None:
    assert Client().get(f"/drafts/{draft.key}/{path}").status_code == 404


@pytest.mark.parametrize("path", POSTS)
def test_a_stranger_does_nothing_and_looking_is_not_doing(client: Client, draft: Draft, path: str) -> None:
    assert Client().post(f"/drafts/{draft.key}/{path}", {"kubernetes": "1.25"}).status_code == 404
    assert client.get(f"/drafts/{draft.key}/{path}").status_code == 405
    draft.refresh_from_db()
    assert (draft.kubernetes, draft.deleted, Draft.objects.count()) == (versions.DEFAULT, None, 1)


def test_it_opens_on_its_first_step(client: Client, draft: Draft) -> None:
    response = client.get(f"/drafts/{draft.key}/")
    assert (response.status_code, response["Location"]) == (302, f"/drafts/{draft.key}/edit/metadata/")


JUMPS: dict[str, tuple[str, str]] = {
    "the line of an image": ("line=12", "containers/0/#f-spec-containers-0-image"),
    "the first line": ("line=1", "metadata/#"),
    "line 0": ("line=0", "metadata/#"),
    "a line beyond the text": ("line=9999", "metadata/#"),
    "no line": ("line=x", "metadata/#"),
    "a path": ("path=spec.containers[0].image", "containers/0/#f-spec-containers-0-image"),
    "a path below a known one": ("path=spec.containers[0].image.nonsense", "containers/0/#f-spec-containers-0-image"),
    "a step that is not there": ("path=spec.containers[7].image", "metadata/?for=spec.containers%5B7%5D.image#"),
}


@pytest.mark.parametrize(("query", "ends"), JUMPS.values(), ids=JUMPS)
def test_the_way_to_a_control(client: Client, draft: Draft, query: str, ends: str) -> None:
    location = client.get(f"/drafts/{draft.key}/jump/?{query}")["Location"]
    assert location.startswith(f"/drafts/{draft.key}/edit/{ends}")


@pytest.mark.parametrize(
    ("text", "version", "path"),
    [
        ("spec.containers[0].image", "1.36", "spec.containers[0].image"),
        ("spec.containers[0].nonsense.more", "1.36", "spec.containers[0]"),
        ("spec.containers[x]", "1.36", "spec.containers"),
        ("spec.hostUsers", "1.25", "spec.hostUsers"),
        ("spec.resources.limits", "1.25", "spec"),
        ("nonsense", "1.36", "metadata"),
        ("", "1.36", "metadata"),
        ("spec." + "x" * 5000, "1.36", "spec"),
    ],
)
def test_the_nearest_path_that_a_version_knows(text: str, version: str, path: str) -> None:
    assert str(nearest_path(text, version)) == path


@pytest.mark.parametrize(
    ("path", "kind", "disposition"),
    [
        ("download.yaml", "application/yaml; charset=utf-8", 'attachment; filename="web.yaml"'),
        ("download.yaml?inline", "application/yaml; charset=utf-8", 'inline; filename="web.yaml"'),
        ("download.json", "application/json; charset=utf-8", 'attachment; filename="web.json"'),
        ("download.json?inline", "application/json; charset=utf-8", 'inline; filename="web.json"'),
    ],
)
def test_it_is_downloaded(client: Client, draft: Draft, path: str, kind: str, disposition: str) -> None:
    response = client.get(f"/drafts/{draft.key}/{path}")
    assert (response["Content-Type"], response["Content-Disposition"]) == (kind, disposition)
    assert "no-store" in response["Cache-Control"]
    if "yaml" in path:
        assert response.content.decode() == POD
    else:
        assert response.json()["metadata"]["labels"] == {"app": "web", "tier": "front"}


def test_a_line_of_another_object_leads_to_its_form(client: Client) -> None:
    file = (
        f"{POD}---\napiVersion: v1\nkind: Service\nmetadata: {{name: web}}\nspec:\n  type: NodePort\n---\nkind: Else\n"
    )
    draft = begin(client, file)
    lines = file.split("\n")

    def jump(text: str) -> tuple[str, int]:
        location = client.get(f"/drafts/{draft.key}/jump/?line={lines.index(text) + 1}")["Location"]
        draft.refresh_from_db()
        return location.removeprefix(f"/drafts/{draft.key}"), draft.pod_number

    assert jump("  type: NodePort") == ("/edit/object/#f-Service-spec-type", FIRST_COMPANION)
    assert jump("kind: Else") == ("/edit/object/#step", FIRST_COMPANION)
    assert jump("  name: web") == ("/edit/metadata/#f-metadata-name", 0)
    assert jump("---") == ("/edit/metadata/#f-metadata-Name", 0)
    assert draft.text == file


def test_what_every_version_says(client: Client, draft: Draft) -> None:
    page = client.get(f"/drafts/{draft.key}/versions/")
    assert [row.version for row in page.context["rows"]] == list(versions.VERSIONS)[::-1]
    assert (page.context["kubernetes"], page.context["newest_recorded"]) == (
        versions.DEFAULT,
        versions.NEWEST_RECORDED,
    )


def test_what_every_version_says_of_a_companion(client: Client) -> None:
    draft = begin(client, f"{POD}---\napiVersion: v1\nkind: ConfigMap\nmetadata: {{name: web}}\n")
    draft.choose_pod(FIRST_COMPANION)
    for page in ("versions", "edit/review"):
        html = client.get(f"/drafts/{draft.key}/{page}/").content.decode()
        assert "This ConfigMap on every version" in html
        assert "This pod on every version" not in html


@pytest.mark.parametrize(("asked", "becomes"), [("1.25", "1.25"), ("0.9", versions.DEFAULT), ("", versions.DEFAULT)])
def test_another_version_judges_it_and_the_next(client: Client, draft: Draft, asked: str, becomes: str) -> None:
    response = client.post(f"/drafts/{draft.key}/version/volumes/", {"kubernetes": asked})
    assert response["Location"] == f"/drafts/{draft.key}/edit/volumes/"
    draft.refresh_from_db()
    assert draft.kubernetes == becomes
    assert ("kubernetes" in response.cookies) == (asked == becomes)
    assert begin(client).kubernetes == becomes


@pytest.mark.parametrize(("posted", "number"), [("1", 1), ("0", 0), ("x", 0), ("", 0)])
def test_another_of_its_pods_is_edited(client: Client, posted: str, number: int) -> None:
    draft = begin(client, SEVERAL)
    response = client.post(f"/drafts/{draft.key}/pod/volumes/", {"pod": posted})
    assert response["Location"] == f"/drafts/{draft.key}/edit/volumes/"
    draft.refresh_from_db()
    assert draft.pod_number == number


def test_a_second_draft_is_made_of_it(client: Client, draft: Draft) -> None:
    response = client.post(f"/drafts/{draft.key}/duplicate/")
    second = Draft.objects.exclude(pk=draft.pk).get()
    assert response["Location"] == f"/drafts/{second.key}/"
    assert (second.text, second.visitor, second.changes.count()) == (POD, draft.visitor, 0)


def test_it_is_deleted_and_restored(client: Client, draft: Draft) -> None:
    response = client.post(f"/drafts/{draft.key}/delete/", follow=True)
    assert response.redirect_chain == [("/", 302)]
    assert f"web was deleted. You can restore it below for {KEPT_IN_BIN.days} days." in response.content.decode()
    assert client.get(f"/drafts/{draft.key}/").status_code == 404
    assert client.post(f"/drafts/{draft.key}/restore/")["Location"] == "/"
    assert client.get(f"/drafts/{draft.key}/").status_code == 302
    assert client.post(f"/drafts/{draft.key}/restore/").status_code == 404


def test_what_was_deleted_long_ago_is_not_restored(client: Client, draft: Draft) -> None:
    Draft.objects.filter(pk=draft.pk).update(deleted=timezone.now() - KEPT_IN_BIN - timedelta(minutes=1))
    assert client.post(f"/drafts/{draft.key}/restore/").status_code == 404
    Draft.objects.filter(pk=draft.pk).update(deleted=timezone.now() - KEPT_IN_BIN + timedelta(minutes=1))
    assert client.post(f"/drafts/{draft.key}/restore/").status_code == 302


def test_the_file_has_the_lines_that_a_snippet_lacks(client: Client) -> None:
    text = "metadata: {name: web}\nspec:\n  containers:\n  - {name: app, image: 'nginx:1.27'}\n"
    begun = begin(client, text)
    page = client.get(f"/drafts/{begun.key}/download.yaml")
    assert page.content.decode() == f"apiVersion: v1\nkind: Pod\n{text}"
