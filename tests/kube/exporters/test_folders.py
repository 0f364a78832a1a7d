"""A manifest as a folder of files."""

from __future__ import annotations

import pytest

from podbuilder.kube.exporters.export_result import ExportRefused
from podbuilder.kube.exporters.folders import FOLDERS, FolderSource, export_folder
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
