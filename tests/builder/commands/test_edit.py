"""`manage.py edit`: a line of JSON in, a line of JSON out."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

TEXT = "kind: Pod\nspec:\n  containers:\n  - name: web  # the server\n    image: nginx:1.26\n"


def answers(tmp_path: Path, *lines: Any) -> list[dict[str, Any]]:
    file = tmp_path / "edits.jsonl"
    file.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), encoding="utf-8")
    out = io.StringIO()
    call_command("edit", str(file), "--input", "jsonl", stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def request(*edits: Any, manifest: Any = TEXT) -> dict[str, Any]:
    return {"manifest": manifest, "edits": list(edits)}


def test_each_line_is_answered_with_the_new_text(tmp_path: Path) -> None:
    image = {"op": "set", "path": "spec.containers[0].image", "value": "nginx:1.27"}
    port = {"op": "insert", "path": "spec.containers[0].ports[0]", "value": {"containerPort": 80}}
    assert answers(tmp_path, request(), request(image), "", request(image, port)) == [
        {"manifest": TEXT},
        {"manifest": TEXT.replace("1.26", "1.27")},
        {"manifest": TEXT.replace("1.26", "1.27") + "    ports:\n    - containerPort: 80\n"},
    ]


def test_all_five_operations(tmp_path: Path) -> None:
    edits = [
        {"op": "insert", "path": "spec.containers[1]", "value": {"name": "two"}},
        {"op": "move", "path": "spec.containers[1]", "to": 0},
        {"op": "set", "path": "metadata.labels[app]", "value": "web"},
        {"op": "rename", "path": "metadata.labels[app]", "to": "name"},
        {"op": "remove", "path": "spec.containers[1].image"},
    ]
    assert answers(tmp_path, request(*edits)) == [
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
def test_a_line_that_cannot_be_carried_out_says_why(tmp_path: Path, line: Any, place: Any, words: str) -> None:
    refused, edited = answers(tmp_path, line, request())
    assert words in refused.pop("error")
    assert refused == place
    assert edited == {"manifest": TEXT}


def test_the_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(json.dumps(request()).encode()))
    monkeypatch.setattr("sys.stdin", stdin)
    out = io.StringIO()
    call_command("edit", "-", stdout=out)
    assert json.loads(out.getvalue()) == {"manifest": TEXT}


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("edit", str(tmp_path / "none.jsonl"))
