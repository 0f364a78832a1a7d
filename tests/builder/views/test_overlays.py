"""The overlays of a folder that was brought: each beside its base, and a field changed in the file that sets it."""

from __future__ import annotations

import io
import zipfile
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from podbuilder.builder.models import Draft
from tests.builder.kept_folder import DEPLOYMENT, FILES, PROD, bring
from tests.builder.support import begin, edit

pytestmark = pytest.mark.django_db


def brought_back(client: Client, draft: Draft) -> dict[str, bytes]:
    data = client.get(f"/drafts/{draft.key}/folder/kustomize.zip").content
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


def as_bytes(files: dict[str, str | bytes]) -> dict[str, bytes]:
    return {name: one.encode() if isinstance(one, str) else one for name, one in files.items()}


def field_url(draft: Draft, field: str, number: int = 0, at: str = "prod") -> str:
    asked = urlencode({"at": at, "object": number, "field": field})
    return f"/drafts/{draft.key}/overlay/field/?{asked}"


def apply(client: Client, draft: Draft, field: str, at: str = "prod", op: str = "apply", **data: str) -> Any:
    draft.refresh_from_db()
    return client.post(field_url(draft, field, at=at), {"base": draft.revision, "op": op, **data})


def test_an_untouched_folder_comes_back_to_the_byte(client: Client) -> None:
    draft = bring(client)
    assert draft.text == f"{DEPLOYMENT}\n"
    assert brought_back(client, draft) == as_bytes(FILES)
    page = client.get(f"/drafts/{draft.key}/folder/kustomize/").content.decode()
    assert "Open the overlay prod" in page
    assert "The field helmCharts is not built here" in page
    assert "Overlay staging" not in page


def test_an_overlay_is_shown_beside_its_base(client: Client) -> None:
    draft = bring(client)
    answer = client.get(f"/drafts/{draft.key}/overlay/?at=prod")
    rows = {str(row.field.path): row for group in answer.context["page"].groups for row in group.rows}
    assert (rows["spec.replicas"].base, rows["spec.replicas"].now, rows["spec.replicas"].field.differs) == (
        "1",
        "3",
        True,
    )
    assert rows["spec.replicas"].url == field_url(draft, "spec.replicas")
    assert [link.name for link in answer.context["page"].links] == ["dev", "prod"]


def test_a_field_is_changed_in_the_file_that_sets_it(client: Client) -> None:
    draft = bring(client)
    page = client.get(field_url(draft, "spec.replicas")).content.decode()
    assert "prod/kustomization.yaml" in page
    assert "Where is it to be set?" not in page
    looked = apply(client, draft, "spec.replicas", op="look", value="5")
    assert [file.name for file in looked.context["edit"].files] == ["prod/kustomization.yaml"]
    draft.refresh_from_db()
    assert brought_back(client, draft) == as_bytes(FILES)
    applied = apply(client, draft, "spec.replicas", value="5")
    assert applied["Location"] == f"/drafts/{draft.key}/overlay/?at=prod"
    page = client.get(applied["Location"]).content.decode()
    assert "spec.replicas of Deployment web is changed, in prod/kustomization.yaml." in page
    expected = {**FILES, "prod/kustomization.yaml": PROD.replace("count: 3", "count: 5")}
    assert brought_back(client, draft) == as_bytes(expected)


def test_undo_takes_it_back_in_one_step(client: Client) -> None:
    draft = bring(client)
    url = apply(client, draft, "spec.replicas", value="5")["Location"]
    client.get(url)
    after = brought_back(client, draft)
    draft.refresh_from_db()
    page = client.post(url, {"base": draft.revision, "op": "undo"}, follow=True).content.decode()
    assert "Undone: Set spec.replicas of Deployment web in prod." in page
    assert brought_back(client, draft) == as_bytes(FILES)
    draft.refresh_from_db()
    client.post(url, {"base": draft.revision, "op": "redo"})
    assert brought_back(client, draft) == after
    client.post(url, {"base": 1, "op": "undo"})
    client.post(url, {"base": draft.revision, "op": "redo"})
    assert brought_back(client, draft) == after


IMAGE = "spec.template.spec.containers[app].image"


def test_somebody_chooses_between_base_and_overlay(client: Client) -> None:
    draft = bring(client)
    assert "Where is it to be set?" in client.get(field_url(draft, IMAGE)).content.decode()
    apply(client, draft, IMAGE, value="nginx:1.28", where="base")
    draft.refresh_from_db()
    text = DEPLOYMENT.replace("1.27", "1.28")
    assert draft.text == f"{text}\n"
    assert brought_back(client, draft) == as_bytes({**FILES, "base/web.yaml": text})
    apply(client, draft, IMAGE, value="nginx:1.29", where="overlay")
    found = brought_back(client, draft)
    assert b"image: nginx:1.29" in found["prod/deployment-web.yaml"]
    assert found["prod/kustomization.yaml"].endswith(b"count: 3   # for now\npatches:\n- path: deployment-web.yaml\n")
    draft.refresh_from_db()
    assert draft.text == f"{text}\n"


def test_a_field_is_taken_away(client: Client) -> None:
    draft = bring(client)
    apply(client, draft, "spec.template.spec.containers[app].env", remove="on", value="", where="overlay")
    assert b"env: null" in brought_back(client, draft)["prod/deployment-web.yaml"]


def test_the_steps_of_the_builder_edit_the_base_s_own_file(client: Client) -> None:
    draft = bring(client)
    edit(client, draft, "workload", **{"Deployment.spec.replicas": "2"})
    expected = {**FILES, "base/web.yaml": DEPLOYMENT.replace("replicas: 1 ", "replicas: 2 ")}
    assert brought_back(client, draft) == as_bytes(expected)
    page = client.get(f"/drafts/{draft.key}/overlay/?at=prod").context["page"]
    assert ("2", "3") in [(row.base, row.now) for group in page.groups for row in group.rows]


WRONG: dict[str, tuple[str, int, dict[str, str], str]] = {
    "no such object": ("spec.replicas", 9, {}, "Choose an object"),
    "no field": ("spec..replicas", 0, {}, "There can be no such field"),
    "no number": ("spec.replicas", 0, {"value": "many"}, "whole number"),
    "nothing": ("spec.replicas", 0, {"value": " "}, "Write a value, or take the field away."),
    "no YAML": ("spec.template.spec.affinity", 0, {"value": "a: ["}, "cannot be read as YAML"),
    "two values": ("spec.template.spec.affinity", 0, {"value": "a: b\n---\nc: d"}, "Write one value"),
    "what something else sets": ("metadata.name", 0, {"value": "x", "where": "overlay"}, "cannot be changed there"),
}


@pytest.mark.parametrize(("field", "number", "data", "says"), WRONG.values(), ids=WRONG)
def test_wrong_input_is_told(client: Client, field: str, number: int, data: dict[str, str], says: str) -> None:
    draft = bring(client)
    url = field_url(draft, field, number)
    answer = client.post(url, {"base": draft.revision, "op": "apply", **data}) if data else client.get(url)
    assert answer.status_code == 200
    assert says in answer.content.decode()
    assert brought_back(client, draft) == as_bytes(FILES)


def test_what_the_server_would_refuse_is_said(client: Client) -> None:
    looked = apply(client, bring(client), "spec.replicas", op="look", value="-1")
    assert "The API server would report" in looked.content.decode()


def test_what_is_not_built_says_so_on_its_page(client: Client) -> None:
    draft = bring(client)
    assert (
        "The field helmCharts is not built here" in client.get(f"/drafts/{draft.key}/overlay/?at=dev").content.decode()
    )
    assert "The field helmCharts" in client.get(field_url(draft, "spec.replicas", at="dev")).content.decode()


@pytest.mark.parametrize("at", ["", "base", "part", "other"])
def test_there_is_no_such_overlay(client: Client, at: str) -> None:
    draft = bring(client)
    for url in (f"/drafts/{draft.key}/overlay/?at={at}", field_url(draft, "spec", at=at)):
        page = client.get(url, follow=True)
        assert page.redirect_chain == [(f"/drafts/{draft.key}/folder/kustomize/", 302)]
        assert f"There is no overlay {at} here." in page.content.decode()


def test_a_draft_without_a_folder_has_no_overlays_to_edit(client: Client) -> None:
    draft = begin(client)
    assert client.get(f"/drafts/{draft.key}/overlay/?at=prod")["Location"] == f"/drafts/{draft.key}/folder/kustomize/"


def test_a_page_that_is_out_of_date_writes_nothing(client: Client) -> None:
    draft = bring(client)
    old = draft.revision
    edit(client, draft, "workload", **{"Deployment.spec.replicas": "2"})
    answer = client.post(field_url(draft, "spec.replicas"), {"base": old, "op": "apply", "value": "7"})
    assert "This draft was changed in another tab" in answer.content.decode()
    assert brought_back(client, draft)["prod/kustomization.yaml"] == as_bytes(FILES)["prod/kustomization.yaml"]


def test_a_text_that_does_not_go_into_the_files_is_told(client: Client) -> None:
    draft = bring(client)
    broken = draft.folder.replace("- web.yaml", "- web.yaml\\n- gone.yaml").replace("# The shop.", "a: [")
    draft.write(draft.text, base=draft.revision, tab_id="", folder=broken)
    for url in (f"/drafts/{draft.key}/overlay/?at=prod", field_url(draft, "spec.replicas")):
        assert "does not go into the files of the base" in client.get(url).content.decode()
    assert "cannot take this text" in client.get(f"/drafts/{draft.key}/folder/kustomize/").content.decode()


def test_an_overlay_comes_and_goes_in_one_step_each(client: Client) -> None:
    draft = bring(client)
    url = f"/drafts/{draft.key}/overlays/"

    def post(**data: str) -> Any:
        draft.refresh_from_db()
        return client.post(url, {"base": draft.revision, **data})

    assert post(op="add:", **{"new-name": " test "})["Location"] == f"/drafts/{draft.key}/overlay/?at=test"
    made = brought_back(client, draft).pop("test/kustomization.yaml")
    assert made.endswith(b'resources:\n- "../base"\n')
    assert brought_back(client, draft) == as_bytes({**FILES, "test/kustomization.yaml": made})
    assert post(op="remove:test")["Location"] == f"/drafts/{draft.key}/folder/kustomize/"
    assert brought_back(client, draft) == as_bytes(FILES)
    draft.refresh_from_db()
    draft.undo(base=draft.revision, tab_id="")
    assert "test/kustomization.yaml" in brought_back(client, draft)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"op": "add:", "new-name": "../x"}, "small letters, digits and dashes"),
        ({"op": "add:prod"}, "There is a folder prod already."),
        ({"op": "remove:base"}, "is made of base, so that it stays."),
        ({"op": "add:test", "base": "0"}, "Another page has changed this draft meanwhile"),
    ],
)
def test_an_overlay_that_cannot_come_or_go_is_told(client: Client, data: dict[str, str], says: str) -> None:
    draft = bring(client)
    page = client.post(f"/drafts/{draft.key}/overlays/", {"base": str(draft.revision), **data}, follow=True)
    assert says in page.content.decode()
    assert brought_back(client, draft) == as_bytes(FILES)


def test_other_words_change_nothing(client: Client) -> None:
    draft = bring(client)
    client.post(f"/drafts/{draft.key}/overlays/", {"base": draft.revision, "op": "save", "o0/tag/nginx": "1"})
    draft.refresh_from_db()
    assert (draft.overlays, brought_back(client, draft)) == ([], as_bytes(FILES))
