"""A base with overlays that somebody brings."""

from __future__ import annotations

import pytest

from podbuilder.kube.core.limits import MAX_KEPT_CHARACTERS
from podbuilder.kube.kustomization.overlays.brought_folder import open_folder
from podbuilder.kube.kustomization.problem import KustomizationError

POD = "# ours\napiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: app, image: nginx}]}\n"
MAP = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web}"
HEAD = "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n"
PART = "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n"
BASE = {
    "base/kustomization.yaml": f"{HEAD}resources: [pod.yaml, map.yaml]\n",
    "base/pod.yaml": POD,
    "base/map.yaml": MAP,
}


def test_a_folder_is_kept_whole() -> None:
    files = {**BASE, "overlays/dev/kustomization.yaml": f"# dev\n{HEAD}resources: [../../base]\n", "README.md": "x"}
    brought = open_folder(files, {"logo.png": b"\xff"})
    assert brought.kept.contents == {**files, "logo.png": b"\xff"}
    assert (brought.kept.base, brought.text, brought.problems) == ("base", f"{POD}---\n{MAP}\n", {})
    assert brought.kept.overlays() == ["overlays/dev"]


def test_a_folder_without_overlays_is_a_base() -> None:
    files = {path.removeprefix("base/"): text for path, text in BASE.items()}
    assert open_folder(files).kept.base == "."


def test_what_a_base_changes_stays_in_its_kustomization() -> None:
    files = {**BASE, "base/kustomization.yaml": f"{HEAD}namespace: shop\nresources: [pod.yaml]\n"}
    assert open_folder(files).text == POD


def test_the_base_is_what_most_are_made_of_and_has_a_pod() -> None:
    files = {
        **BASE,
        "a/kustomization.yaml": f"{HEAD}resources: [map.yaml]\n",
        "a/map.yaml": MAP,
        "broken/kustomization.yaml": "resources: [",
        "part/kustomization.yaml": f"{PART}resources: [pod.yaml]\n",
        "part/pod.yaml": POD,
        "o/kustomization.yaml": f"{HEAD}resources: [../a, ../base, extra.yaml]\n",
        "o/extra.yaml": MAP,
        "p/kustomization.yaml": f"{HEAD}resources: [../a]\n",
    }
    brought = open_folder(files)
    assert (brought.kept.base, brought.kept.contents) == ("base", files)
    assert list(brought.problems) == ["broken", "o"]


def test_a_folder_without_a_base_of_its_own_files() -> None:
    files = {**BASE, "only/kustomization.yaml": f"{HEAD}resources: [../base, pod.yaml]\n", "only/pod.yaml": POD}
    files["base/kustomization.yaml"] = "resources: ["
    assert open_folder(files).kept.base == "only"


def test_what_is_not_built_is_said_and_kept() -> None:
    files = {**BASE, "o/kustomization.yaml": f"{HEAD}resources: [../base]\nhelmCharts: [{{name: x}}]\n"}
    brought = open_folder(files)
    assert brought.kept.files == files
    assert "The field helmCharts is not built here" in brought.problems["o"]


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"pod.yaml": POD}, "no kustomization.yaml"),
        ({"../kustomization.yaml": HEAD}, "path"),
        ({"kustomization.yaml": f"{HEAD}resources: [pod.yaml]\n"}, "."),
        ({"kustomization.yaml": f"{HEAD}resources: [pod.yaml]\n", "pod.yaml": "a: [\n"}, "Line"),
        ({"kustomization.yaml": "resources: ["}, "No kustomization in it has objects"),
        ({**BASE, "README.md": "x" * MAX_KEPT_CHARACTERS}, "at most 1 MiB"),
        (
            {"kustomization.yaml": "resources: [a]\n", "a/kustomization.yaml": "bases: 5"},
            "a: There is nothing here yet",
        ),
    ],
)
def test_a_folder_that_is_not_taken(files: dict[str, str], says: str) -> None:
    with pytest.raises(KustomizationError, match=says):
        open_folder(files)
