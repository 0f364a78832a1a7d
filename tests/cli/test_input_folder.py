"""Folders for Kustomize that a command reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from podbuilder.cli.command import CommandError
from podbuilder.cli.input_folder import folder_lines, read_folder
from podbuilder.cli.output_folder import write_folder
from podbuilder.kube.core.limits import MAX_FOLDER_CHARACTERS, MAX_FOLDER_FILES
from podbuilder.kube.exporters.archive import zipped

POD = "apiVersion: v1\r\nkind: Pod\r\nmetadata: {name: web}\r\nspec: {containers: [{name: a, image: b}]}"
FILES: dict[str, str | bytes] = {
    "base/kustomization.yaml": "# ours\nresources: [pod.yaml]\n",
    "base/pod.yaml": POD,
    "dev/kustomization.yaml": "resources: [../base]\n",
    "prod/kustomization.yaml": "resources: [../base]\nvars: [{name: x}]\n",
    "logo.png": b"\x89PNG\xff",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_folder(str(tmp_path / "shop"), FILES)
    return tmp_path / "shop"


def test_a_folder_and_its_zip_are_the_same(folder: Path) -> None:
    (folder / ".git").mkdir()
    (folder / ".git/HEAD").write_text("ref")
    found = read_folder(str(folder))
    assert found.kept.contents == FILES
    file = folder.parent / "shop.zip"
    file.write_bytes(zipped("shop", FILES))
    assert read_folder(str(file)) == found


def test_what_became_of_it(folder: Path) -> None:
    base, dev, prod = folder_lines(read_folder(str(folder)))
    assert (base.at, base.to) == ("base", "the manifest")
    assert (dev.at, dev.outcome) == ("dev", "carried")
    assert (prod.outcome, "The field vars is not built here" in prod.says) == ("left", True)


def test_what_cannot_be_read(folder: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        read_folder(str(folder / "gone"))
    with pytest.raises(CommandError, match="This ZIP cannot be read"):
        read_folder(str(folder / "base/pod.yaml"))
    (folder.parent / "empty").mkdir()
    with pytest.raises(CommandError, match=r"There is no kustomization.yaml in it"):
        read_folder(str(folder.parent / "empty"))


def test_a_folder_has_limits(folder: Path) -> None:
    (folder / "large").write_bytes(b"x" * (MAX_FOLDER_CHARACTERS + 1))
    with pytest.raises(CommandError, match="at most"):
        read_folder(str(folder))
    (folder / "large").unlink()
    for number in range(MAX_FOLDER_FILES):
        (folder / f"{number}").touch()
    with pytest.raises(CommandError, match="at most"):
        read_folder(str(folder))
