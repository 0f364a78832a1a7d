"""The home page: a draft begun from a starter, from nothing or from a file, and the drafts that there are."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from podbuilder.builder.models import Draft
from podbuilder.builder.views.home import SHOWN_DRAFTS
from podbuilder.kube.core import versions
from podbuilder.kube.core.limits import MAX_CHARACTERS
from podbuilder.kube.exporters.archive import zipped
from podbuilder.kube.exporters.kustomize.kustomize_export import export_kustomize
from podbuilder.kube.kustomization.overlays.overlay import Overlay
from podbuilder.kube.starters import starters
from podbuilder.web.limits import KEPT_IN_BIN
from tests.builder.support import POD, begin

pytestmark = pytest.mark.django_db


def test_it_offers_starters_and_versions(client: Client) -> None:
    context = client.get("/").context
    assert list(context["starters"]) == list(starters.all_starters())
    assert list(context["versions"]) == list(versions.VERSIONS)[::-1]
    assert context["kubernetes"] == versions.DEFAULT
    assert list(context["drafts"]) == list(context["deleted_drafts"]) == []


def test_starters_are_searched_and_a_tag_is_a_search(client: Client) -> None:
    page = client.get("/", {"q": "tpu"})
    assert [one.slug for one in page.context["starters"]] == ["tpu-training"]
    assert 'href="/?q=TPU#starters"' in page.content.decode()
    assert "No starter has all of “&lt;b&gt;”." in client.get("/", {"q": "<b>"}).content.decode()


def test_a_starter_is_looked_into_before_a_draft_is_begun(client: Client) -> None:
    page = client.get("/starters/tpu-training/").content.decode()
    assert "google.com/tpu" in page
    assert 'value="tpu-training"' in page
    assert not Draft.objects.exists()
    assert client.get("/starters/nonsense/").status_code == 404


def test_drafts_come_before_the_starters_where_there_are_any(client: Client) -> None:
    page = client.get("/").content.decode()
    assert page.index('id="starters"') < page.index('id="drafts"')
    for _ in range(6):
        begin(client)
    page = client.get("/").content.decode()
    assert page.index('id="drafts"') < page.index('id="starters"')
    assert page.count(">just now<") == 6
    assert page.index("Older drafts") < page.index('id="starters"')


def test_it_shows_one_s_own_drafts_the_newest_first(client: Client) -> None:
    first, second, gone, old = (begin(client) for _ in range(4))
    begin(Client())
    Draft.objects.filter(pk=first.pk).update(updated=timezone.now() + timedelta(minutes=1))
    Draft.objects.filter(pk=gone.pk).update(deleted=timezone.now())
    Draft.objects.filter(pk=old.pk).update(deleted=timezone.now() - KEPT_IN_BIN - timedelta(minutes=1))
    context = client.get("/").context
    assert list(context["drafts"]) == [first, second]
    assert list(context["deleted_drafts"]) == [gone]


def test_no_more_drafts_are_shown_than_anybody_reads(client: Client) -> None:
    draft = begin(client)
    more = [Draft(text=POD, name="web", visitor=draft.visitor) for _ in range(SHOWN_DRAFTS)]
    gone = [Draft(text=POD, name="web", visitor=draft.visitor, deleted=timezone.now()) for _ in range(11)]
    Draft.objects.bulk_create(more + gone)
    context = client.get("/").context
    assert (len(context["drafts"]), len(context["deleted_drafts"])) == (50, 10)


@pytest.mark.parametrize(("asked", "becomes"), [("1.25", "1.25"), ("0.9", versions.DEFAULT), ("", versions.DEFAULT)])
def test_the_version_to_begin_with_is_chosen(client: Client, asked: str, becomes: str) -> None:
    response = client.post("/kubernetes/", {"kubernetes": asked})
    assert (response.status_code, response["Location"]) == (302, "/")
    assert client.get("/").context["kubernetes"] == becomes
    assert ("kubernetes" in client.cookies) == (asked == becomes)


@pytest.mark.parametrize("slug", ["", "nonsense", *(starter.slug for starter in starters.all_starters())])
def test_a_draft_is_begun_from_a_starter_or_from_nothing(client: Client, slug: str) -> None:
    response = client.post("/drafts/new/", {"starter": slug})
    draft = Draft.objects.get()
    is_blank = slug in ("", "nonsense")
    assert response["Location"] == f"/drafts/{draft.key}/{'#f-metadata-name' if is_blank else ''}"
    starter = starters.find(slug)
    assert draft.text == (starter.manifest if starter else starters.BLANK)


FILES: dict[str, tuple[bytes | None, str, str | None]] = {
    "a text": (None, POD, POD),
    "a file": (POD.encode(), "", POD),
    "a file wins over a text": (POD.encode(), "kind: [", POD),
    "a file in UTF-16": (POD.encode("utf-16"), "", POD),
    "nothing": (None, "", None),
    "an empty file": (b"", POD, None),
    "what cannot be read": (None, "kind: [Pod\n", None),
    "too much": (b"#" * (4 * MAX_CHARACTERS + 2), "", None),
}


@pytest.mark.parametrize(("file", "text", "becomes"), FILES.values(), ids=FILES)
def test_a_manifest_is_imported(client: Client, file: bytes | None, text: str, becomes: str | None) -> None:
    data: dict[str, object] = {"text": text}
    if file is not None:
        data["file"] = SimpleUploadedFile("pod.yaml", file)
    response = client.post("/drafts/import/", data)
    if becomes is None:
        assert response.status_code == 200
        assert response.context["form_error"].message
        assert not Draft.objects.exists()
    else:
        assert response.status_code == 302
        assert Draft.objects.get().text == becomes


def test_a_refused_text_is_shown_again_with_its_reason(client: Client) -> None:
    page = client.post("/drafts/import/", {"text": "kind: [Pod\n"})
    assert "kind: [Pod" in page.content.decode()
    assert page.context["form_error"].message.split("\n")[0] in page.content.decode()


@pytest.mark.parametrize("path", ["/kubernetes/", "/drafts/new/", "/drafts/import/"])
def test_looking_begins_nothing(client: Client, path: str) -> None:
    assert client.get(path).status_code == 405
    assert client.post("/").status_code == 405
    assert not Draft.objects.exists()


# What is in the way of a text.

QUOTED = "".join(f"> {line}\n" for line in POD.splitlines())


def test_a_quoted_manifest_is_shown_cleaned_and_opened_only_when_asked(client: Client) -> None:
    response = client.post("/drafts/import/", {"text": QUOTED})
    page = response.content.decode()
    assert "Each line begins with “&gt;”" in page
    assert "Open the cleaned text" in page
    assert Draft.objects.count() == 0
    client.post("/drafts/import/", {"text": QUOTED, "op": "clean"})
    assert Draft.objects.get().text == POD


def test_an_uploaded_file_is_shown_as_text_with_what_is_in_its_way(client: Client) -> None:
    file = SimpleUploadedFile("pod.yaml", POD.replace("kind: ", "kind:\u00a0").encode())
    response = client.post("/drafts/import/", {"file": file})
    assert response.context["form_error"].line == 3
    assert "no-break space (U+00A0)" in response.content.decode()
    shown = response.context["form"]["text"].value()
    assert shown == POD.replace("kind: ", "kind:\u00a0")
    client.post("/drafts/import/", {"text": shown, "op": "clean"})
    assert Draft.objects.get().text == POD


def test_placeholders_become_parameters_of_their_fields_types(client: Client) -> None:
    text = POD.replace("nginx:1.27", '{{ .Values.image | default "nginx:1.27" }}').replace(
        "containerPort: 80\n", "containerPort: {{ .Values.port }}\n"
    )
    assert "becomes a parameter" in client.post("/drafts/import/", {"text": text}).content.decode()
    client.post("/drafts/import/", {"text": text, "op": "clean"})
    draft = Draft.objects.get()
    declared = {one.name: one for one in draft.declared}
    assert (declared["image"].type, declared["image"].default) == ("image", "nginx:1.27")
    assert declared["port"].type == "port"
    assert "<param:image>" in draft.text


def test_what_cannot_be_cleaned_is_only_named(client: Client) -> None:
    response = client.post("/drafts/import/", {"text": "services:\n  web:\n    image: nginx\n", "op": "clean"})
    page = response.content.decode()
    assert "Docker Compose" in page
    assert "Open the cleaned text" not in page
    assert Draft.objects.count() == 0


BROKEN = "kind: [Pod\n"
MENDED: dict[str, tuple[bytes | None, str, str]] = {
    "a text": (None, BROKEN, BROKEN),
    "a file": (BROKEN.encode(), "", BROKEN),
    "a text with something known in its way": (None, QUOTED, QUOTED),
    "nothing": (None, " \n", ""),
    "what is no text": (b"\xff\xfe\xfa\x00\xd8", "", ""),
    "too much": (None, "#" * (MAX_CHARACTERS + 1), ""),
}


@pytest.mark.parametrize(("file", "text", "kept"), MENDED.values(), ids=MENDED)
def test_what_cannot_be_read_is_opened_to_be_mended(client: Client, file: bytes | None, text: str, kept: str) -> None:
    data: dict[str, object] = {"text": text}
    if file is not None:
        data["file"] = SimpleUploadedFile("pod.yaml", file)
    page = client.post("/drafts/import/", data)
    assert ("Open it in the editor" in page.content.decode()) is bool(kept)
    assert page.context["form"]["text"].value() == (kept or text)
    shown = page.context["form"]["text"].value() or ""
    response = client.post("/drafts/import/", {"text": shown, "op": "mend"})
    assert response.status_code == (302 if kept else 200)
    assert [draft.unreadable for draft in Draft.objects.all()] == ([kept] if kept else [])


def test_a_base_with_overlays_comes_in_a_zip(client: Client) -> None:
    overlays = [Overlay("dev", namespace="dev"), Overlay("prod")]
    data = zipped("web", export_kustomize(POD, overlays).files)
    client.post("/drafts/import/", {"file": SimpleUploadedFile("web.zip", data)})
    (draft,) = Draft.objects.all()
    assert (draft.text, draft.folder) == (POD, "")
    assert draft.overlays == [{"name": "dev", "answers": {"namespace": "dev"}}, {"name": "prod", "answers": {}}]


def test_a_folder_of_one_s_own_is_kept_whole(client: Client) -> None:
    files: dict[str, str | bytes] = {
        "base/kustomization.yaml": "# ours\nresources: [pod.yaml]\n",
        "base/pod.yaml": POD.rstrip("\n"),
        "o/kustomization.yaml": "resources: [../base]\nhelmCharts: [{name: x}]\n",
        "logo.png": b"\x89PNG\xff",
    }
    data = zipped("web", files)
    answer = client.post("/drafts/import/", {"file": SimpleUploadedFile("web.zip", data)}, follow=True)
    (draft,) = Draft.objects.all()
    assert (draft.text, draft.overlays) == (POD, [])
    assert "The field helmCharts is not built here" in answer.content.decode()
    assert client.get(f"/drafts/{draft.key}/folder/kustomize.zip").content == data
    assert draft.duplicate().folder == draft.folder


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"pod.yaml": POD}, "There is no kustomization.yaml in it."),
        ({"kustomization.yaml": "resources: [map.yaml]", "map.yaml": "kind: ConfigMap\napiVersion: v1\n"}, "ConfigMap"),
    ],
)
def test_a_zip_that_cannot_be_opened_says_why(client: Client, files: dict[str, str], says: str) -> None:
    answer = client.post("/drafts/import/", {"file": SimpleUploadedFile("web.zip", zipped("web", files))})
    assert says in answer.content.decode()
    assert not Draft.objects.exists()


def test_a_file_without_a_pod_is_opened_beside_a_blank_one(client: Client) -> None:
    text = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web}\n"
    refused = client.post("/drafts/import/", {"text": text}).content.decode()
    assert "A ConfigMap stands beside a pod" in refused
    assert 'value="beside"' in refused
    assert 'value="beside"' not in client.post("/drafts/import/", {"text": "kind: Else\n"}).content.decode()
    response = client.post("/drafts/import/", {"text": text, "op": "beside"}, follow=True)
    assert '<h1 data-follows="title">ConfigMap</h1>' in response.content.decode()
    draft = Draft.objects.get()
    assert draft.text == f"{text}---\n{starters.BLANK}"
    assert draft.received == draft.text
