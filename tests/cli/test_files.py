"""Which files arguments stand for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from podbuilder.cli.files import files_of

ENDINGS = (".yaml", ".yml", ".json")
TREE = ["b.yaml", "a.yml", "notes.txt", "sub/c.JSON", "sub/deep/d.yaml", ".git/e.yaml", "sub/.hidden.yaml", "[x].yaml"]


@pytest.fixture(autouse=True)
def _tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in TREE:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    os.symlink(tmp_path / "sub", tmp_path / "link", target_is_directory=True)


BELOW = ["sub/c.JSON", "sub/deep/d.yaml"]
NAMED = {
    "a file": (["b.yaml"], ["b.yaml"]),
    "a file of another name": (["notes.txt"], ["notes.txt"]),
    "the standard input": (["-"], ["-"]),
    "a file that is not there": (["x.yaml"], ["x.yaml"]),
    "a file whose name is a pattern": (["[x].yaml"], ["[x].yaml"]),
    "a pattern that fits nothing": (["*.toml"], ["*.toml"]),
    "the order of the names": (["b.yaml", "a.yml"], ["b.yaml", "a.yml"]),
}
FOUND = {
    "a folder": (["sub"], BELOW),
    "a folder in folders": (["sub/deep"], ["sub/deep/d.yaml"]),
    "a folder that is a link": (["link"], ["link/c.JSON", "link/deep/d.yaml"]),
    "the folder where one is": (["."], ["./[x].yaml", "./a.yml", "./b.yaml", "./sub/c.JSON", "./sub/deep/d.yaml"]),
    "a pattern of files": (["*.y*ml"], ["[x].yaml", "a.yml", "b.yaml"]),
    "a pattern through folders": (["sub/**/*.yaml"], ["sub/deep/d.yaml"]),
    "a pattern of folders": (["su?"], BELOW),
    "everything": (["sub/**"], BELOW),
    "an empty folder": ([".git/.."], ["[x].yaml", "a.yml", "b.yaml", *BELOW]),
}


@pytest.mark.parametrize(("names", "files"), NAMED.values(), ids=NAMED)
def test_named(names: list[str], files: list[str]) -> None:
    assert list(files_of(names, ENDINGS)) == [(name, True) for name in files]


@pytest.mark.parametrize(("names", "files"), FOUND.values(), ids=FOUND)
def test_found(names: list[str], files: list[str]) -> None:
    assert [(os.path.relpath(f.name), f.is_named) for f in files_of(names, ENDINGS)] == [
        (os.path.relpath(name), False) for name in files
    ]
