"""The command `podbuilder`: what it loads, and what it says of itself."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from podbuilder.cli import review
from podbuilder.cli.main import COMMANDS, main

ROOT = Path(__file__).parents[2]
POD = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: app, image: 'nginx:1.27'}]}\n"
# Runs a command, and then says on the standard error which modules it has loaded.
REPORT_MODULES = """
import json, sys
from podbuilder.cli.main import main
status = main(sys.argv[1:])
print(json.dumps(sorted(sys.modules)), file=sys.stderr)
sys.exit(status)
"""
# Rooms that a review enters only for a text that needs them: loading them would take an eighth of its time.
SELDOM = {
    "podbuilder.kube.paste.diagnosis",
    "podbuilder.kube.corrections.corrections",
    "podbuilder.kube.hardening",
    "podbuilder.kube.templating.values",
}
COMMAND_LINES = {
    "review": ["review", "-"],
    "review as SARIF": ["review", "-", "--format", "sarif"],
    "rules": ["rules"],
    "edit": ["edit", "-"],
}


@pytest.mark.parametrize("arguments", COMMAND_LINES.values(), ids=COMMAND_LINES)
def test_only_serving_loads_django(arguments: list[str]) -> None:
    loaded = {name.partition(".")[0] for name in modules_loaded(arguments)}
    assert {"podbuilder", "yaml"} <= loaded
    assert not loaded & {"django", "gunicorn", "whitenoise", "psycopg"}


def test_a_review_loads_what_its_file_needs() -> None:
    loaded = modules_loaded(["review", "-"])
    assert "podbuilder.kube.reports.results" in loaded
    assert not loaded & SELDOM


def test_what_is_loaded_seldom_is_there() -> None:
    assert all(find_spec(name) for name in SELDOM)


def modules_loaded(arguments: list[str]) -> set[str]:
    stdin = json.dumps({"manifest": POD}) if arguments[0] == "edit" else POD
    done = subprocess.run(
        [sys.executable, "-c", REPORT_MODULES, *arguments],
        cwd=ROOT,
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout
    return set(json.loads(done.stderr))


@pytest.mark.parametrize("arguments", [[], ["--help"], ["-h"]], ids=["nothing", "--help", "-h"])
def test_help_lists_the_commands(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(arguments)
    assert end.value.code == 0
    said = capsys.readouterr().out
    assert all(re.search(rf"^ +{name}\s+{re.escape(COMMANDS[name])}$", said, re.MULTILINE) for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main([name, "--help"])
    assert end.value.code == 0
    assert capsys.readouterr().out.startswith(f"usage: podbuilder {name} [-h]")


@pytest.mark.parametrize("arguments", [["revue"], ["--verbose"], ["review"]], ids=" ".join)
def test_a_line_that_makes_no_sense(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(arguments)
    assert end.value.code == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("usage: podbuilder")


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert re.fullmatch(r"podbuilder (\d+\.\d+\.\d+|\(not installed\))\n", capsys.readouterr().out)


def test_ctrl_c_ends_it_quietly(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(review, "run", interrupted)
    assert main(["review", "-"]) == 130
    assert capsys.readouterr() == ("", "")
