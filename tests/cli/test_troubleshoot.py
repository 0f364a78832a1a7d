"""`podbuilder troubleshoot`: pastes in, causes out, with the exit status that scripts ask for."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from podbuilder.cli.main import main

Run = Callable[..., SimpleNamespace]
PASTE = (
    "Name:       web-0\nNamespace:  shop\n\n"
    'Warning  Failed  9s  kubelet  spec.containers{web}: Failed to pull image "web:9": not there: manifest unknown\n'
)


POD = """apiVersion: v1
kind: Pod
metadata: {name: web-0}
spec:
  containers:
  - {name: helper, image: "nginx:1.27"}
  - {name: web, image: "web:9"}
"""


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run the command in an empty folder; says with which status, and what was printed."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str, stdin: bytes = b"") -> SimpleNamespace:
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(stdin)))
        status = main(["troubleshoot", *arguments])
        printed = capsys.readouterr()
        return SimpleNamespace(status=status, out=printed.out, err=printed.err)

    return run


def test_a_paste_without_a_cause(run: Run) -> None:
    found = run("-", stdin=b"web-0  1/1  Running  0  9s")
    assert found.status == 0
    assert found.out.startswith("This was read: rows of pods: Running.")
    assert "To paste next: kubectl describe pod web-0" in found.out


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_a_paste_as_a_shell_writes_it(run: Run, encoding: str) -> None:
    mark = b"\xff\xfe" if encoding == "utf-16-le" else b""
    found = run("-", stdin=mark + PASTE.encode(encoding))
    assert found.status == 1
    lines = found.out.splitlines()
    assert lines[0].startswith("1. image-not-found: ")
    assert lines[1].startswith("   > Warning  Failed  9s")
    assert "   field: spec.containers[0].image" in lines
    assert "   $ kubectl -n shop describe pod web-0" in lines


def test_what_is_no_text_is_read_all_the_same(run: Run) -> None:
    assert run("-", stdin=bytes(range(256))).status == 0


def test_a_file_as_json(run: Run, tmp_path: Path) -> None:
    (tmp_path / "paste.txt").write_text(PASTE, encoding="utf-8")
    found = run("paste.txt", "--format", "json")
    assert found.status == 1
    (cause,) = json.loads(found.out)["causes"]
    assert cause["cause"] == "image-not-found"
    assert cause["evidence"] == PASTE.splitlines()[3]
    assert cause["lines"] == [4]
    assert cause["sure"] is True
    assert cause["otherwise"][0]["cause"] == "image-auth"


def test_the_pod_beside_the_paste(run: Run, tmp_path: Path) -> None:
    (tmp_path / "pod.yaml").write_text(POD, encoding="utf-8")
    (cause,) = json.loads(run("-", "--format", "json", "--manifest", "pod.yaml", stdin=PASTE.encode()).out)["causes"]
    assert cause["field"] == "spec.containers[1].image"


def test_many_pastes(run: Run) -> None:
    lines = [json.dumps({"id": 7, "text": PASTE}), "", "{", "[]", json.dumps({"id": 8, "text": ""})]
    found = run("-", "--input", "jsonl", stdin="\n".join(lines).encode())
    assert found.status == 2
    answers = [json.loads(line) for line in found.out.splitlines()]
    assert [(one["id"], [cause["cause"] for cause in one["causes"]]) for one in answers] == [
        (7, ["image-not-found"]),
        (8, []),
    ]
    assert found.err.splitlines() == [
        'line 3: This is no JSON object with the paste under "text".',
        'line 4: This is no JSON object with the paste under "text".',
    ]
    assert run("-", "--input", "jsonl", stdin=lines[0].encode()).status == 0


UNREADABLE = {
    "no paste": (["nowhere.txt"], "nowhere.txt cannot be read: No such file or directory."),
    "no manifest": (["-", "--manifest", "nowhere.yaml"], "nowhere.yaml cannot be read: No such file or directory."),
    "a manifest without a pod": (["-", "--manifest", "odd.yaml"], "odd.yaml cannot be read: "),
}


@pytest.mark.parametrize(("arguments", "problem"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_read(run: Run, tmp_path: Path, arguments: list[str], problem: str) -> None:
    (tmp_path / "odd.yaml").write_text(": [", encoding="utf-8")
    found = run(*arguments)
    assert found.status == 2
    assert found.err.startswith(f"podbuilder troubleshoot: {problem}")
