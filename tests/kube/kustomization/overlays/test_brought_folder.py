"""A base with overlays that somebody brings."""

from __future__ import annotations

import pytest

from podbuilder.kube.exporters.kustomize.kustomize_export import export_kustomize
from podbuilder.kube.kustomization.overlays.brought_folder import open_folder
from podbuilder.kube.kustomization.overlays.overlay import ImageChange, Overlay
from podbuilder.kube.kustomization.problem import KustomizationError

POD = "# ours\napiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: app, image: nginx}]}\n"
MAP = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web}"
HEAD = "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n"
BASE = {
    "base/kustomization.yaml": f"{HEAD}resources: [pod.yaml, map.yaml]\n",
    "base/pod.yaml": POD,
    "base/map.yaml": MAP,
}


def test_what_is_written_comes_back() -> None:
    overlays = (Overlay("dev", namespace="dev"), Overlay("prod", images=(ImageChange("nginx", new_tag="1.28"),)))
    text = f"{POD}---\n{MAP}\n"
    brought = open_folder(export_kustomize(text, overlays).files)
    assert tuple(one.overlay for one in brought.overlays) == overlays
    assert (brought.text, brought.is_built, brought.left) == (text, False, ())


def test_a_folder_without_overlays_is_a_base() -> None:
    files = {path.removeprefix("base/"): text for path, text in BASE.items()}
    brought = open_folder(files)
    assert (brought.text, brought.overlays) == (f"{POD}---\n{MAP}\n", ())


def test_what_a_base_changes_is_built() -> None:
    files = {**BASE, "base/kustomization.yaml": f"{HEAD}namespace: shop\nresources: [pod.yaml]\n"}
    brought = open_folder(files)
    assert brought.is_built
    assert "namespace: shop" in brought.text
    nested = {**BASE, "top/kustomization.yaml": f"{HEAD}resources: [../base]\n"}
    assert [one.overlay.name for one in open_folder(nested).overlays] == ["top"]


def test_what_does_not_come_along_is_told() -> None:
    files = {
        **BASE,
        "overlays/dev/kustomization.yaml": f"{HEAD}resources: [../../base, extra.yaml]\n",
        "overlays/dev/extra.yaml": MAP,
        "other/kustomization.yaml": f"{HEAD}resources: [map.yaml]\n",
        "other/map.yaml": MAP,
        "overlays/more/kustomization.yaml": f"{HEAD}resources: [../../other]\n",
        "overlays/test/kustomization.yaml": f"{HEAD}resources: [../../base]\n",
    }
    brought = open_folder(files)
    assert [one.overlay.name for one in brought.overlays] == ["dev", "test"]
    assert brought.left == (
        "other: it is not an overlay of base.",
        "overlays/more: it is not an overlay of base.",
        "dev: resources: extra.yaml is left out.",
    )


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"pod.yaml": POD}, "no kustomization.yaml"),
        ({"../kustomization.yaml": HEAD}, "path"),
        ({"kustomization.yaml": f"{HEAD}resources: ['https://example.com/x.yaml']\n"}, "remote"),
        ({"kustomization.yaml": f"{HEAD}resources: [pod.yaml]\n"}, "."),
    ],
)
def test_a_folder_that_is_not_taken(files: dict[str, str], says: str) -> None:
    with pytest.raises(KustomizationError, match=says):
        open_folder(files)
