"""A draft as a folder: its files, the questions of overlays, and what each of them changes."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from podbuilder.builder.pages.folder_page import FolderPage
from tests.builder.kept_folder import bring
from tests.builder.support import POD, begin

pytestmark = pytest.mark.django_db
CONFIGURED = POD + "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: web}\ndata: {mode: slow}\n"


def page(client: Client, form: str, *overlays: dict[str, Any], text: str = CONFIGURED) -> FolderPage:
    draft = begin(client, text)
    draft.write(draft.text, base=draft.revision, tab_id="", overlays=list(overlays))
    return FolderPage(draft, form)


@pytest.mark.parametrize(
    ("form", "shown", "files"),
    [
        ("yaml", "pod.yaml", {"pod.yaml", "configmap.yaml"}),
        ("kustomize", "base/kustomization.yaml", {"base/kustomization.yaml", "base/pod.yaml", "base/configmap.yaml"}),
        ("helm", "values.yaml", {"Chart.yaml", "values.yaml", "values.schema.json", "templates/pod.yaml"}),
    ],
)
def test_the_files_of_a_folder(client: Client, form: str, shown: str, files: set[str]) -> None:
    found = page(client, form)
    assert (found.refusal, found.shown, found.zip_name) == ("", shown, f"web-{form}.zip")
    assert files <= {file.name for file in found.files}
    assert found.has_overlays == (form == "kustomize")
    assert found.built == []


def test_a_folder_that_cannot_be_read_is_told(client: Client) -> None:
    draft = begin(client)
    draft.write(draft.text, base=draft.revision, tab_id="", folder="{")
    found = FolderPage(draft, "kustomize")
    assert found.refusal == "What is kept of a folder cannot be read."
    assert (found.made, found.kept, found.has_overlays) == (None, None, False)


def test_the_overlays_of_a_folder_that_was_brought(client: Client) -> None:
    draft = bring(client)
    found = FolderPage(draft, "kustomize").kept
    assert found is not None
    dev, prod = found.overlays
    assert (found.base, prod.name, prod.problem) == ("base", "prod", "")
    assert "helmCharts" in dev.problem
    assert FolderPage(draft, "helm").kept is None


def test_an_overlay_says_what_it_changes(client: Client) -> None:
    staging = {"name": "staging", "answers": {"tag/nginx": "1.28", "config/web/mode": "fast"}}
    found = page(client, "kustomize", staging, {"name": "prod", "answers": {}})
    assert found.usual_names == ["dev"]
    assert "overlays/staging/kustomization.yaml" in {file.name for file in found.files}
    changed, same = found.built
    assert (changed.name, same.name, same.diff) == ("staging", "prod", [])
    assert [line.text.strip() for line in changed.diff if line.sign == "+"] == ["mode: fast", "image: nginx:1.28"]


def test_what_cannot_be_made_is_told_and_asks_nothing(client: Client) -> None:
    found = page(client, "kustomize", {"name": "a", "answers": {}}, {"name": "a", "answers": {}})
    assert found.refusal == "Two overlays have the same name."
    assert (found.made, found.files, found.shown, found.zip_name, found.built) == (None, [], "", "", [])
    assert found.told.report == ()
    assert [overlay.name for overlay in found.overlays] == ["a", "a"]
    nameless = page(client, "kustomize", {"name": "a", "answers": {}}, text=POD.replace("name: web\n", "", 1))
    assert nameless.refusal
    assert nameless.overlays[0].groups == []
