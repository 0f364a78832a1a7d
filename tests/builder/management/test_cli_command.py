"""`manage.py review`, `rules` and their like are the commands of `podbuilder`: the same output and exit status."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
POD = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: app, image: nginx}]}\n"
BROKEN = f"{POD}---\nkind: Pod\nspec: {{containers: []}}\n---\n: [\n"
EDIT = json.dumps({"manifest": POD, "edits": [{"op": "set", "path": "metadata.name", "value": "shop"}]})
SAME = {
    "a pod": (["review", "-"], POD, 0),
    "a pod as JSON": (["review", "-", "--format", "json"], POD, 0),
    "a failure": (["review", "-", "--fail-on", "serious"], POD, 1),
    "a file that cannot be read": (["review", "-", "--format", "github"], BROKEN, 2),
    "the rules": (["rules", "--profile", "strict"], "", 0),
    "the rules as JSON": (["rules", "--format", "json"], "", 0),
    "a command as a manifest": (["convert", "-", "--from", "docker-run"], "docker run nginx", 0),
    "a paste": (["troubleshoot", "-"], "web-0  0/1  SchedulingGated  0  9s", 1),
    "an edit": (["edit", "-"], f"{EDIT}\n{{\n", 0),
}
REFUSED = {
    "a profile that there is not": ["review", "-", "--profile", "nowhere.yaml"],
    "edits that are not there": ["edit", "nowhere.jsonl"],
}


def run(program: list[str], arguments: list[str], stdin: str = "") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, *program, *arguments], cwd=ROOT, input=stdin.encode(), capture_output=True, check=False
    )


@pytest.mark.parametrize(("arguments", "stdin", "status"), SAME.values(), ids=SAME)
def test_both_ways_in_lead_to_the_same(arguments: list[str], stdin: str, status: int) -> None:
    podbuilder, manage = (run(program, arguments, stdin) for program in (["-m", "podbuilder.cli"], ["manage.py"]))
    assert (manage.returncode, manage.stdout, manage.stderr) == (
        podbuilder.returncode,
        podbuilder.stdout,
        podbuilder.stderr,
    )
    assert manage.returncode == status
    assert manage.stdout


@pytest.mark.parametrize("arguments", REFUSED.values(), ids=REFUSED)
def test_a_refusal_has_the_same_words(arguments: list[str]) -> None:
    podbuilder, manage = (run(program, arguments) for program in (["-m", "podbuilder.cli"], ["manage.py"]))
    assert manage.returncode == podbuilder.returncode == 2
    assert manage.stderr.removeprefix(b"CommandError: ") == podbuilder.stderr.partition(b": ")[2]
