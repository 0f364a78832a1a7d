"""A manifest as a folder of files."""

from __future__ import annotations

import pytest

from podbuilder.kube.exporters.export_result import ExportRefused
from podbuilder.kube.exporters.folders import FOLDERS, FolderSource, export_folder
from podbuilder.kube.kustomization.overlays.kept_folder import KeptFolder
from podbuilder.kube.kustomization.overlays.overlay import Overlay
from podbuilder.kube.templating import Parameter

TEXT = """\
apiVersion: v1
kind: Pod
metadata:
  name: web # ours
spec:
  containers:
  - name: web
    image: nginx:{}
---
apiVersion: v1
kind: Service
metadata: {{name: web}}
spec: {{ports: [{{port: 80}}]}}
"""
FILLED = TEXT.format("1.27")
SOURCE = FolderSource(FILLED, FILLED, overlays=(Overlay("staging", namespace="test"),))


@pytest.mark.parametrize(
    ("form", "files"),
    [
        ("yaml", {"pod.yaml", "service.yaml"}),
        ("kustomize", {"base/pod.yaml", "base/service.yaml", "overlays/staging/kustomization.yaml"}),
        ("helm", {"values.yaml", "templates/pod.yaml", "templates/service.yaml"}),
    ],
)
def test_each_folder_is_named_after_the_manifest(form: str, files: set[str]) -> None:
    made = export_folder(form, SOURCE)
    assert made.name == "web"
    assert files <= set(made.files)


def test_the_files_have_the_text_s_own_lines() -> None:
    assert "  name: web # ours\n" in export_folder("yaml", SOURCE).files["pod.yaml"]


def test_parameters_become_values_of_a_chart() -> None:
    text = TEXT.format("<param:tag>").replace("{{", "{").replace("}}", "}")
    tag = Parameter("tag", type="string", default="1.27")
    made = export_folder("helm", FolderSource(text, FILLED, (tag,)))
    assert "1.27" in made.files["values.yaml"]


@pytest.mark.parametrize("form", ["king", *FOLDERS])
def test_what_cannot_be_made_is_refused(form: str) -> None:
    with pytest.raises(ExportRefused):
        export_folder(form, FolderSource("", ""))


KEPT = KeptFolder(
    {
        "base/kustomization.yaml": "# ours\nresources: [all.yaml]\n",
        "base/all.yaml": FILLED.removesuffix("\n"),
        "o/kustomization.yaml": "resources: [../base]\nhelmCharts: []\n",
    },
    "base",
    {"logo.png": b"\xff"},
)


def test_a_folder_that_was_brought_comes_back() -> None:
    made = export_folder("kustomize", FolderSource(FILLED, FILLED, kept=KEPT))
    assert (made.name, made.contents) == ("web", KEPT.contents)
    other = FILLED.replace("1.27", "1.28")
    made = export_folder("kustomize", FolderSource(other, other, kept=KEPT))
    assert made.contents == {**KEPT.contents, "base/all.yaml": other.removesuffix("\n")}


def test_files_that_do_not_take_a_text_are_told() -> None:
    kept = KeptFolder({"kustomization.yaml": "resources: [a.yaml]\n", "a.yaml": "a: ["}, ".")
    with pytest.raises(ExportRefused, match="cannot take this text"):
        export_folder("kustomize", FolderSource(FILLED, FILLED, kept=kept))
