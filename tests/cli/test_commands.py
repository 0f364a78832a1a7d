"""`podbuilder commands` prints the commands of a file, for people and for machines."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from podbuilder.cli.main import main

Run = Callable[..., str]
POD = """\
apiVersion: v1
kind: Pod
metadata: {name: "a b"}
spec:
  containers:
  - {name: app, image: nginx, command: ["sh", "-c", "echo a\\necho 5%"]}
"""
SHOP = """\
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec: {template: {spec: {containers: [{name: app, image: nginx}, {name: other, image: nginx}]}}}
"""


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Run the command for a file with this text; what it printed."""

    def run(text: str, *arguments: str, status: int = 0) -> str:
        file = tmp_path / "file.yaml"
        file.write_text(text, encoding="utf-8")
        assert main(["commands", str(file), *arguments]) == status
        printed = capsys.readouterr()
        return printed.err if status else printed.out

    return run


def test_for_people(run: Run) -> None:
    text = run(POD, "--about", "state")
    assert text.startswith(
        "What state is it in?\n  List pods\n    kubectl get pods\n      READY counts ready containers"
    )
    assert "    kubectl describe pod 'a b'\n" in text
    assert "What does it say?" not in text
    events = run(POD, "--about", "events")
    assert "  See the events of a pod (kubectl 1.26)\n" in events
    assert "      Careful: Every pod of the namespace goes" in run(POD, "--about", "delete")


def test_several_lines_are_a_shells_own(run: Run) -> None:
    text = run(POD, "--about", "create")
    assert "sh -c 'echo a\necho 5%'\n" in text
    said = run(POD, "--about", "create", "--shell", "cmd")
    assert "  Run its image with the same command\n      cmd cannot say a line break" in said


def test_for_machines(run: Run) -> None:
    found = json.loads(run(POD, "--json", "--shell", "powershell"))
    (one,) = (each for each in found if each["words"][1:3] == ["logs", "a b"] and "--previous" in each["words"])
    assert one == {
        "kind": "Pod",
        "name": "a b",
        "group": "logs",
        "purpose": "See what app said before it was started anew",
        "expect": "The last words of a container that crashed; an error if it never did.",
        "danger": "",
        "container": "app",
        "since": "",
        "words": ["kubectl", "logs", "a b", "--previous"],
        "line": "kubectl logs 'a b' --previous",
        "notes": [],
    }


def test_several_in_a_file(run: Run) -> None:
    text = run(f"{POD}---\n{SHOP}", "--about", "logs", "--container", "other", "--pod", "shop-1")
    assert "== Pod a b\n\n" in text
    assert "== Deployment shop\n\n" in text
    assert "kubectl logs shop-1 -c other\n" in text
    assert "-c app" not in text


def test_what_a_terminal_would_obey(run: Run) -> None:
    text = run(POD.replace("a b", r"a\e[31mb"), "--about", "state")
    assert "\x1b" not in text
    assert r"'a\u001b[31mb'" in text


def test_what_is_no_manifest(run: Run) -> None:
    assert "podbuilder commands: " in run("kind: Service\n", status=2)


def test_a_shell_that_is_not_known(run: Run) -> None:
    with pytest.raises(SystemExit) as ended:
        run(POD, "--shell", "fish")
    assert ended.value.code == 2
