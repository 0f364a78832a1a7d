"""The folder of a draft, with its text in the files of the base."""

from __future__ import annotations

import pytest
from django.test import Client

from podbuilder.builder.draft_folder import folder_of, overlay_name, overlay_names, written
from podbuilder.kube.kustomization.overlays.kept_folder import KeptFolder
from podbuilder.kube.kustomization.problem import KustomizationError
from tests.builder.kept_folder import DEPLOYMENT, FILES, bring
from tests.builder.support import begin

pytestmark = pytest.mark.django_db


def test_a_draft_of_one_file_has_none(client: Client) -> None:
    assert folder_of(begin(client)) is None


def test_the_text_stands_in_its_file(client: Client) -> None:
    draft = bring(client)
    kept = folder_of(draft)
    assert kept is not None
    assert kept.contents == FILES
    draft.write(draft.text.replace("1.27", "1.28"), base=draft.revision, tab_id="")
    now = folder_of(draft)
    assert now is not None
    assert now.files["base/web.yaml"] == DEPLOYMENT.replace("1.27", "1.28")


def test_the_overlays_are_what_can_be_built_besides(client: Client) -> None:
    kept = folder_of(bring(client))
    assert kept is not None
    assert overlay_names(kept) == ["dev", "prod"]
    broken = kept.with_files({**kept.files, "more/kustomization.yaml": "a: ["})
    assert overlay_names(broken) == ["dev", "more", "prod"]


def test_other_files_are_written_as_text_and_folder(client: Client) -> None:
    draft = bring(client)
    kept = folder_of(draft)
    assert kept is not None
    files = {**kept.files, "base/web.yaml": DEPLOYMENT.replace("1.27", "1.28"), "prod/new.yaml": "a: b\n"}
    text, state = written(draft, kept, files)
    assert text == draft.text.replace("1.27", "1.28")
    assert KeptFolder.from_json(state["folder"]) == kept.with_files(files)


def test_an_overlay_has_a_name_that_a_folder_can_have() -> None:
    assert overlay_name(" staging-2 ") == "staging-2"
    for typed in ("", "-a", "A", "a/b", "..", "a" * 64):
        with pytest.raises(KustomizationError, match="small letters"):
            overlay_name(typed)
