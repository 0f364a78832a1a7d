"""`podbuilder cluster` answers questions about snapshots."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from podbuilder.cli.main import main

SNAPSHOT = {
    "snapshot": "s",
    "objects": {
        "Node": [
            {"metadata": {"name": "a"}, "status": {"allocatable": {"cpu": "1", "pods": "10"}}},
            {"metadata": {"name": "b"}, "status": {"allocatable": {"cpu": "2", "pods": "10"}}},
        ]
    },
}
POD = {"metadata": {"name": "web"}, "spec": {"containers": [{"name": "web", "resources": {"requests": {"cpu": "2"}}}]}}
QUESTION = {"id": "1", "part": "scheduling", "version": "1.36", "snapshot": "s", "pod": POD}

Ask = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Ask, a line for each entry; what was answered."""

    def ask(*entries: Any, status: int = 0) -> list[dict[str, Any]]:
        text = "\n".join(entry if isinstance(entry, str) else json.dumps(entry) for entry in entries)
        monkeypatch.setattr("sys.stdin", io.StringIO(text))
        assert main(["cluster", "--input", "jsonl", "-"]) == status
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return ask


def test_snapshots_alone_get_no_answer(ask: Ask) -> None:
    assert ask(SNAPSHOT, "", SNAPSHOT | {"snapshot": "t"}) == []


def test_a_question_about_the_scheduler(ask: Ask) -> None:
    assert ask(SNAPSHOT, QUESTION) == [
        {
            "id": "1",
            "outcome": "scheduled",
            "feasible": ["b"],
            "statuses": {
                "a": {
                    "code": "UnschedulableAndUnresolvable",
                    "plugin": "NodeResourcesFit",
                    "reasons": ["Insufficient cpu"],
                }
            },
            "message": "",
            "nominated": "",
            "victims": [],
        }
    ]


def test_what_is_not_judged_is_said(ask: Ask) -> None:
    [answer] = ask(SNAPSHOT, QUESTION | {"part": "weather"})
    assert answer.keys() == {"id", "unknown"}


def test_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text(f"{json.dumps(SNAPSHOT)}\n{json.dumps(QUESTION)}\n", encoding="utf-8")
    assert main(["cluster", "--input", "jsonl", str(path)]) == 0
    assert json.loads(capsys.readouterr().out)["feasible"] == ["b"]
    assert main(["cluster", "--input", "jsonl", str(tmp_path / "gone")]) == 2
    assert "cannot be read" in capsys.readouterr().err


@pytest.mark.parametrize("line", ["{", "[]", json.dumps(QUESTION)])
def test_a_line_that_makes_no_sense(ask: Ask, line: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask(line, status=2) == []
