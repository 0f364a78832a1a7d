"""`podbuilder convert`: a manifest on the standard output, the report on the standard error; or JSON."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from podbuilder.cli.main import main
from podbuilder.cli.output_folder import write_folder

POD = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  restartPolicy: Always\n"
COMMAND = "docker run -d --privileged --restart always --stop-timeout 5 --name web nginx"

Run = Callable[..., SimpleNamespace]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Convert a file with this text; says with which status, and what was printed."""

    def run(text: str, *arguments: str) -> SimpleNamespace:
        file = tmp_path / "input"
        file.write_text(text, encoding="utf-8")
        form = [] if "--from" in arguments else ["--from", "docker-run"]
        status = main(["convert", *form, *arguments, str(file)])
        printed = capsys.readouterr()
        return SimpleNamespace(status=status, out=printed.out, err=printed.err)

    return run


def test_the_manifest_and_the_report(run: Run) -> None:
    done = run(COMMAND)
    assert done.status == 0
    assert done.out.startswith(POD)
    assert done.err.splitlines() == [
        "carried    docker run → Pod web",
        "nothing    -d: A pod always runs in the background.",
        "carried    --privileged → spec.containers[0].securityContext.privileged",
        "carried    --restart → spec.restartPolicy",
        "carried    --stop-timeout → spec.terminationGracePeriodSeconds",
        "carried    --name → metadata.name",
        "carried    IMAGE → spec.containers[0].image",
    ]


def test_a_manifest_is_exported(run: Run) -> None:
    done = run(POD + "  containers: [{name: web, image: nginx}]\n", "--from", "manifest", "--to", "kubectl-run")
    assert done.status == 0
    assert done.out == "kubectl run web \\\n  --image nginx \\\n  --restart Always\n"
    assert done.err.splitlines()[:3] == [
        "carried    apiVersion → kubectl run",
        "carried    kind → kubectl run",
        "carried    metadata.name → NAME",
    ]


def test_an_import_is_exported(run: Run) -> None:
    done = run(COMMAND, "--to", "kubectl-run", "--format", "json")
    answer = json.loads(done.out)
    assert answer["text"].startswith("kubectl run web \\\n  --image nginx")
    assert answer["files"] == {}
    assert [line["at"] for line in answer["report"]][:1] == ["docker run"]
    assert [line["at"] for line in answer["report"]][-1:] == ["metadata.labels"]


def test_a_manifest_is_one_already(run: Run) -> None:
    done = run(POD, "--from", "manifest")
    assert done.err == "podbuilder convert: The input is a manifest already; --to says what it is to be.\n"


def test_a_file_without_a_pod_is_not_exported(run: Run) -> None:
    done = run("kind: Service\n", "--from", "manifest", "--to", "kubectl-run")
    assert (done.status, done.out) == (2, "")


def test_json(run: Run) -> None:
    done = run(f"{COMMAND} -v", "--format", "json")
    answer = json.loads(done.out)
    assert answer["manifest"].startswith(POD)
    assert answer["report"][2] == {
        "at": "--privileged",
        "outcome": "carried",
        "to": "spec.containers[0].securityContext.privileged",
        "says": "",
        "words": [3],
    }
    assert done.err == ""


def test_questions_and_answers(run: Run) -> None:
    command = "docker run --privileged -v data:/data nginx"
    questions = json.loads(run(command, "--format", "json").out)["questions"]
    assert questions[0] == {
        "id": "size:data",
        "text": "Size of the volume data",
        "default": "1Gi",
        "type": "quantity",
        "at": "-v",
    }
    assert questions[1]["choices"] == ["empty", "copy"]
    assert "storage: 5Gi" in run(command, "--answer", "size:data=5Gi").out


def test_what_could_not_be_read_fails(run: Run) -> None:
    done = run("docker run --frob nginx")
    assert done.status == 1
    assert "refused    --frob: docker has no flag --frob." in done.err


def test_nothing_to_convert(run: Run) -> None:
    done = run("echo hello")
    assert (done.status, done.out) == (2, "")
    assert done.err == (
        "podbuilder convert: There is no command here that runs a container, such as docker run nginx.\n"
    )


LINES: dict[str, tuple[Any, dict[str, Any]]] = {
    "a text": ({"id": 1, "text": COMMAND}, {"id": 1}),
    "no id": ({"text": COMMAND}, {}),
    "answers": ({"text": COMMAND, "answers": {"seccomp:web": "unset"}}, {}),
    "answers that are none": ({"text": COMMAND, "answers": 1}, {}),
}


@pytest.mark.parametrize(("line", "own"), LINES.values(), ids=LINES)
def test_a_line_of_json_is_answered_with_one(run: Run, line: Any, own: dict[str, Any]) -> None:
    (answer,) = [json.loads(one) for one in run(json.dumps(line), "--input", "jsonl").out.splitlines()]
    assert answer.pop("manifest").startswith(POD)
    assert len(answer.pop("report")) == 7
    assert answer == {**own, "questions": []}


REFUSED: dict[str, tuple[str, dict[str, Any]]] = {
    "no command": ('{"id": 7, "text": "echo"}', {"id": 7, "error": "There is no command here"}),
    "no text": ('{"id": 7}', {"error": "under “text”"}),
    "no object": ("[1]", {"error": "under “text”"}),
    "no JSON": ("{", {"error": "not a JSON object"}),
    "deep JSON": ("[" * 100_000, {"error": "not a JSON object"}),
}


@pytest.mark.parametrize(("line", "expected"), REFUSED.values(), ids=REFUSED)
def test_a_line_that_cannot_be_converted_says_why(run: Run, line: str, expected: dict[str, Any]) -> None:
    done = run(line, "--input", "jsonl")
    answer = json.loads(done.out)
    assert expected.pop("error") in answer.pop("error")
    assert (done.status, answer) == (0, expected)


def test_the_standard_input_is_read(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(COMMAND.encode())))
    assert main(["convert", "--from", "docker-run", "-"]) == 0
    assert capsys.readouterr().out.startswith(POD)


def test_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = str(tmp_path / "none")
    assert main(["convert", "--from", "docker-run", file]) == 2
    assert capsys.readouterr().err == f"podbuilder convert: {file} cannot be read: No such file or directory.\n"


WHOLE = POD + "  containers: [{name: web, image: nginx}]\n"


def test_a_folder_is_written(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    options = ("--from", "manifest", "--to", "kustomize", "-o", str(folder), "--overlay", "staging:tag/nginx=1.28")
    done = run(WHOLE, *options)
    assert (done.status, done.out) == (0, "")
    assert "base/pod.yaml" in done.err
    assert (folder / "base/pod.yaml").read_text(encoding="utf-8") == WHOLE
    assert "newTag" in (folder / "overlays/staging/kustomization.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(("target", "file"), [("helm", "Chart.yaml"), ("yaml", "pod.yaml")])
def test_a_folder_is_printed_file_by_file(run: Run, target: str, file: str) -> None:
    done = run(WHOLE, "--from", "manifest", "--to", target)
    assert done.status == 0
    assert f"# {file}\n" in done.out


FOLDER: dict[str, str | bytes] = {
    "base/kustomization.yaml": "# ours\nresources: [pod.yaml]\n",
    "base/pod.yaml": POD + "  containers: [{name: web, image: nginx}]",
    "prod/kustomization.yaml": "# theirs\nresources: [../base]\nnamespace: prod\n",
    "logo.png": b"\x89PNG\xff",
}


@pytest.fixture
def folder(tmp_path: Path) -> str:
    write_folder(str(tmp_path / "shop"), FOLDER)
    return str(tmp_path / "shop")


def test_a_folder_for_kustomize_comes_back_to_the_byte(folder: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert main(["convert", "--from", "kustomize", "--to", "kustomize", "-o", str(out), folder]) == 0
    found = {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    assert found == {name: one if isinstance(one, bytes) else one.encode() for name, one in FOLDER.items()}


def test_the_base_of_a_folder_is_a_manifest(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["convert", "--from", "kustomize", folder]) == 0
    printed = capsys.readouterr()
    assert printed.out == f"{FOLDER['base/pod.yaml']}\n"
    assert printed.err.splitlines() == ["carried    base → the manifest", "carried    prod → prod"]
    assert main(["convert", "--from", "kustomize", "--to", "kubectl-run", folder]) == 0
    assert capsys.readouterr().out.startswith("kubectl run web")


@pytest.mark.parametrize("more", [["--overlay", "dev"], ["--input", "jsonl"]])
def test_a_folder_has_overlays_of_its_own(folder: str, capsys: pytest.CaptureFixture[str], more: list[str]) -> None:
    assert main(["convert", "--from", "kustomize", "--to", "kustomize", *more, folder]) == 2
    assert "with overlays of its own" in capsys.readouterr().err
