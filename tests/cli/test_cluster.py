"""`podbuilder cluster` answers questions about snapshots."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from podbuilder.cli import progress_line
from podbuilder.cli.main import main

SNAPSHOT = {
    "snapshot": "s",
    "objects": {
        "Namespace": [],
        "Node": [
            {"metadata": {"name": "a"}, "status": {"allocatable": {"cpu": "1", "pods": "10"}}},
            {"metadata": {"name": "b"}, "status": {"allocatable": {"cpu": "2", "pods": "10"}}},
        ],
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


def test_a_question_about_admission(ask: Ask) -> None:
    [answer] = ask(SNAPSHOT, QUESTION | {"part": "admission"})
    assert (answer["accepted"], answer["by"], answer["code"]) == (False, "NamespaceLifecycle", 404)
    assert answer["message"] == 'namespaces "default" not found'


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


LIST = {
    "kind": "List",
    "items": [
        {"kind": "Node", "metadata": {"name": "a"}, "status": {"allocatable": {"cpu": "1", "pods": "10"}}},
        {"kind": "Namespace", "metadata": {"name": "default"}},
        {"kind": "ServiceAccount", "metadata": {"name": "default", "namespace": "default"}},
    ],
}
MANIFEST = """\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - {name: web, image: nginx, resources: {requests: {cpu: "%s"}}}
"""


@pytest.fixture
def cluster(tmp_path: Path) -> Path:
    path = tmp_path / "cluster.json"
    path.write_text(json.dumps(LIST), encoding="utf-8")
    return path


def manifest(folder: Path, cpu: str) -> Path:
    path = folder / f"pod-{cpu}.yaml"
    path.write_text(MANIFEST % cpu, encoding="utf-8")
    return path


def test_a_pod_that_fits(cluster: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pod = manifest(tmp_path, "1")
    assert main(["cluster", str(cluster), str(pod)]) == 0
    *_, verdict = capsys.readouterr().out.splitlines()
    assert verdict == f"{pod}:1: Pod/web: admitted, fits 1 of 1 node: a"


def test_a_pod_that_does_not(cluster: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pods = [str(manifest(tmp_path, cpu)) for cpu in ("1", "2")]
    assert main(["cluster", str(cluster), *pods, "--format", "json"]) == 1
    fits, does_not = map(json.loads, capsys.readouterr().out.splitlines())
    assert fits["scheduling"]["feasible"] == ["a"]
    assert does_not["scheduling"]["message"].startswith("0/1 nodes are available: 1 Insufficient cpu.")


def test_a_manifest_that_cannot_be_read(cluster: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("a: [", encoding="utf-8")
    assert main(["cluster", str(cluster), str(broken), str(tmp_path / "gone.yaml")]) == 2
    said = capsys.readouterr().err
    assert f"{broken}:" in said
    assert "gone.yaml: error: This file cannot be read" in said


@pytest.mark.parametrize("content", ["", "a: [", '{"kind": "Lease"}'])
def test_a_snapshot_without_facts(tmp_path: Path, content: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "cluster.yaml"
    path.write_text(content, encoding="utf-8")
    assert main(["cluster", str(path), str(manifest(tmp_path, "1"))]) == 2
    assert main(["cluster", str(tmp_path / "gone"), str(manifest(tmp_path, "1"))]) == 2
    assert "snapshot could not be read" in capsys.readouterr().err


def test_without_a_manifest_there_is_nothing_to_say(cluster: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cluster", str(cluster)]) == 2
    assert "Name the manifests" in capsys.readouterr().err


def test_reading_tells_a_terminal_how_far_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(progress_line, "PATIENCE", -1)
    screen = Terminal()
    monkeypatch.setattr("sys.stderr", screen)
    kept = tmp_path / "cluster.json"
    kept.write_text(json.dumps(SNAPSHOT["objects"]["Node"][0] | {"kind": "Node"}))
    (tmp_path / "pod.yaml").write_text(json.dumps(POD | {"apiVersion": "v1", "kind": "Pod"}))
    main(["cluster", str(kept), str(tmp_path / "pod.yaml")])
    assert screen.getvalue().startswith("\rreading 0.0 of 0.0 MB, 100 %")
    assert screen.getvalue().endswith("\r")
