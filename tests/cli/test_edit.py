"""`podbuilder edit`: a line of JSON in, a line of JSON out."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from podbuilder.cli.main import main

TEXT = "kind: Pod\nspec:\n  containers:\n  - name: web  # the server\n    image: nginx:1.26\n"


Run = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def answers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command on a file with these lines; its answers."""

    def answers(*lines: Any) -> list[dict[str, Any]]:
        file = tmp_path / "edits.jsonl"
        texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
        file.write_text("\n".join(texts), encoding="utf-8")
        assert main(["edit", str(file), "--input", "jsonl"]) == 0
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return answers


def request(*edits: Any, manifest: Any = TEXT) -> dict[str, Any]:
    return {"manifest": manifest, "edits": list(edits)}


def test_each_line_is_answered_with_the_new_text(answers: Run) -> None:
    image = {"op": "set", "path": "spec.containers[0].image", "value": "nginx:1.27"}
    port = {"op": "insert", "path": "spec.containers[0].ports[0]", "value": {"containerPort": 80}}
    assert answers(request(), request(image), "", request(image, port)) == [
        {"manifest": TEXT},
        {"manifest": TEXT.replace("1.26", "1.27")},
        {"manifest": TEXT.replace("1.26", "1.27") + "    ports:\n    - containerPort: 80\n"},
    ]


def test_all_five_operations(answers: Run) -> None:
    edits = [
        {"op": "insert", "path": "spec.containers[1]", "value": {"name": "two"}},
        {"op": "move", "path": "spec.containers[1]", "to": 0},
        {"op": "set", "path": "metadata.labels[app]", "value": "web"},
        {"op": "rename", "path": "metadata.labels[app]", "to": "name"},
        {"op": "remove", "path": "spec.containers[1].image"},
    ]
    assert answers(request(*edits)) == [
        {
            "manifest": "kind: Pod\nmetadata:\n  labels:\n    name: web\nspec:\n  containers:\n  - name: two\n"
            "  - name: web  # the server\n"
        }
    ]


REFUSED = {
    "a text that is no manifest": (request(manifest="a: [\n"), {"line": 2, "column": 1}, "still open"),
    "an edit without sense": (
        request({"op": "remove", "path": "kind"}, {"op": "insert", "path": "spec.containers[7]", "value": 1}),
        {"line": 0, "column": 0},
        "has 1 items",
    ),
    "a field that is none": (request({"op": "remove", "path": "spec.nonsense"}), {}, "is not a field of a Pod"),
    "an operation that is none": (request({"op": "paint", "path": "kind"}), {}, "“op” is one of set, remove"),
    "an edit that is no object": (request(1), {}, "“op” is one of set, remove"),
    "no path": (request({"op": "set", "value": 1}), {}, "under “path”"),
    "no value": (request({"op": "set", "path": "kind"}), {}, "must have “value”"),
    "no new name": (request({"op": "rename", "path": "kind"}), {}, "must have “to”"),
    "no manifest": ({"edits": []}, {}, "under “manifest”"),
    "no object": ([1], {}, "under “manifest”"),
    "no JSON": ("{", {}, "not a JSON object"),
    "deep JSON": ("[" * 100_000, {}, "not a JSON object"),
}


@pytest.mark.parametrize(("line", "place", "words"), REFUSED.values(), ids=REFUSED.keys())
def test_a_line_that_cannot_be_carried_out_says_why(answers: Run, line: Any, place: Any, words: str) -> None:
    refused, edited = answers(line, request())
    assert words in refused.pop("error")
    assert refused == place
    assert edited == {"manifest": TEXT}


def test_the_standard_input_is_read(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(json.dumps(request()).encode())))
    assert main(["edit", "-"]) == 0
    assert json.loads(capsys.readouterr().out) == {"manifest": TEXT}


def test_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = str(tmp_path / "none.jsonl")
    assert main(["edit", file]) == 2
    assert capsys.readouterr().err == f"podbuilder edit: {file} cannot be read: No such file or directory.\n"
