"""Overlays of a kept folder come and go."""

from __future__ import annotations

import pytest

from podbuilder.kube.kustomization.build import build
from podbuilder.kube.kustomization.overlays.kept_folder import KeptFolder
from podbuilder.kube.kustomization.overlays.overlay_folders import with_overlay, without_overlay
from podbuilder.kube.kustomization.problem import KustomizationError

FILES = {
    "app/base/kustomization.yaml": "resources: [pod.yaml]\n",
    "app/base/pod.yaml": "kind: Pod\nmetadata: {name: web}\n",
    "app/envs/dev/kustomization.yaml": "resources: [../../base]   # ours\n",
    "app/envs/dev/more/x.yaml": "a: b\n",
    "app/envs/prod/kustomization.yaml": "resources: [../dev, 7]\n",
    "app/odd/kustomization.yaml": "resources: [",
}
KEPT = KeptFolder(FILES, "app/base", {"app/envs/dev/logo.png": b"\xff", "app/logo.png": b"\xff"})


def test_a_new_one_is_made_of_the_base_beside_the_others() -> None:
    made, at = with_overlay(KEPT, "test")
    assert at == "app/envs/test"
    new = {path: text for path, text in made.files.items() if path not in FILES}
    assert list(new) == ["app/envs/test/kustomization.yaml"]
    assert {**made.files, **new} == {**FILES, **new}
    assert build(made.folder, at) == build(KEPT.folder, KEPT.base)
    alone = KeptFolder({path: text for path, text in FILES.items() if "/base/" in path}, "app/base")
    assert with_overlay(alone, "test")[1] == "overlays/test"


@pytest.mark.parametrize(
    ("kept", "name", "says"),
    [
        (KEPT, "dev", "There is a folder app/envs/dev already"),
        (KeptFolder({"kustomization.yaml": ""}, "."), "dev", "cannot lie in its own base"),
        (KeptFolder({"base/kustomization.yaml": ""}, "base"), "a:b/../../../x", "is not taken"),
    ],
)
def test_one_that_cannot_be_made(kept: KeptFolder, name: str, says: str) -> None:
    with pytest.raises(KustomizationError, match=says):
        with_overlay(kept, name)


def test_one_goes_with_all_of_its_files() -> None:
    after = without_overlay(without_overlay(KEPT, "app/envs/prod"), "app/envs/dev")
    assert set(after.contents) == {*(path for path in FILES if "/envs/" not in path), "app/logo.png"}


@pytest.mark.parametrize(
    ("at", "says"), [("app/envs/dev", "app/envs/prod is made of app/envs/dev"), ("app", "The base lies in app")]
)
def test_one_that_stays(at: str, says: str) -> None:
    with pytest.raises(KustomizationError, match=says):
        without_overlay(KEPT, at)
