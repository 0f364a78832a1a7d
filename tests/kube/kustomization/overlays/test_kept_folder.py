"""A folder that is kept with every file."""

from __future__ import annotations

import pytest

from podbuilder.kube.core.limits import MAX_REREAD
from podbuilder.kube.kustomization.overlays.kept_folder import KeptFolder
from podbuilder.kube.kustomization.problem import KustomizationError

POD = "kind: Pod\r\nmetadata: {name: é}"
KEPT = KeptFolder(
    {
        "base/kustomization.yaml": "resources: [pod.yaml]\n",
        "base/pod.yaml": POD,
        "o/kustomization.yaml": "\ufeffvars: [",
        "nul.txt": "a\0b",
    },
    "base",
    {"logo.png": b"\x89PNG\x00\xff"},
)


def test_it_comes_back_as_it_was() -> None:
    assert KeptFolder.from_json(KEPT.to_json()) == KEPT
    assert "\0" not in KEPT.to_json()
    assert KeptFolder.from_json("") is None


def test_of_a_large_folder_few_are_tried() -> None:
    assert KEPT.tried(["a", "b"]) == ["a", "b"]
    assert KEPT.with_files({"a": "x" * MAX_REREAD}).tried(["a", "b"]) == ["a"]
    assert KEPT.with_files({}).tried(["a", "b"]) == ["a", "b"]


@pytest.mark.parametrize("text", ["{", "[]", "{}", '{"files": 5, "others": {}}', '{"files": {}, "others": {"a": "*"}}'])
def test_what_is_no_such_folder(text: str) -> None:
    with pytest.raises(KustomizationError, match="cannot be read"):
        KeptFolder.from_json(text)


def test_a_text_stands_in_the_files_of_its_base() -> None:
    assert KEPT.with_text(f"{POD}\n") == KEPT
    after = KEPT.with_text(f"{POD}\n".replace("é", "e"))
    assert after.contents == {**KEPT.contents, "base/pod.yaml": POD.replace("é", "e")}
    assert after.overlays() == ["o"]
