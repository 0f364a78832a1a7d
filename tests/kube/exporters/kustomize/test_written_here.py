"""Folders that were written here, and those that somebody else wrote."""

from __future__ import annotations

import pytest

from podbuilder.kube.exporters.kustomize.kustomize_export import MAX_OVERLAYS, export_kustomize
from podbuilder.kube.exporters.kustomize.written_here import written_here
from podbuilder.kube.kustomization.overlays.kept_folder import KeptFolder
from podbuilder.kube.kustomization.overlays.overlay import ImageChange, Overlay

POD = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}  # ours\nspec: {containers: [{name: app, image: nginx}]}\n"
OVERLAYS = (Overlay("dev", namespace="dev"), Overlay("prod", images=(ImageChange("nginx", new_tag="1.28"),)))
FILES = dict(export_kustomize(POD, OVERLAYS).files)
DEV = "overlays/dev/kustomization.yaml"


def test_what_is_written_here_is_known() -> None:
    assert written_here(KeptFolder(FILES, "base"), POD) == OVERLAYS
    assert written_here(KeptFolder(dict(export_kustomize(POD).files), "base"), POD) == ()


@pytest.mark.parametrize(
    ("files", "base"),
    [
        ({DEV: f"{FILES[DEV]}# ours\n"}, "base"),
        ({DEV: f"{FILES[DEV]}nameSuffix: ["}, "base"),
        ({DEV: FILES[DEV].replace("../../base", "x.yaml"), "overlays/dev/x.yaml": POD}, "base"),
        ({"README.md": ""}, "base"),
        ({}, "."),
        ({f"overlays/o{i}/kustomization.yaml": "resources: [../../base]\n" for i in range(MAX_OVERLAYS)}, "base"),
    ],
)
def test_everything_else_is_somebody_s_own(files: dict[str, str], base: str) -> None:
    assert written_here(KeptFolder({**FILES, **files}, base), POD) is None


def test_so_is_what_is_no_text() -> None:
    assert written_here(KeptFolder(FILES, "base", {"logo.png": b"\xff"}), POD) is None
