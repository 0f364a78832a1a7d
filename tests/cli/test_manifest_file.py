"""The manifests of a file, or why there are none."""

from __future__ import annotations

import io
from pathlib import Path
from types import SimpleNamespace

import pytest

from podbuilder.cli.command import CommandError
from podbuilder.cli.manifest_file import read_manifests

TWO = "kind: Pod\nmetadata: {name: a}\nspec: {}\n---\nkind: Service\n---\nkind: Pod\nmetadata: {name: b}\nspec: {}\n"


def test_every_pod_of_a_file(tmp_path: Path) -> None:
    file = tmp_path / "two.yaml"
    file.write_text(TWO, encoding="utf-8")
    assert [one.name for one in read_manifests(str(file))] == ["a", "b"]


def test_the_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(TWO.encode())))
    assert [one.name for one in read_manifests("-")] == ["a", "b"]


def test_what_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"nowhere\.yaml cannot be read: No such file or directory\."):
        read_manifests(str(tmp_path / "nowhere.yaml"))
    file = tmp_path / "odd.yaml"
    file.write_text("kind: Pod\nspec: [\n", encoding="utf-8")
    with pytest.raises(CommandError, match=r"odd\.yaml:\d+: "):
        read_manifests(str(file))
    file.write_text("kind: Service\n", encoding="utf-8")
    with pytest.raises(CommandError, match=r"odd\.yaml"):
        read_manifests(str(file))
