"""Commands whose output nobody reads to its end say nothing about it, as in `podbuilder rules | head -1`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
POD = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: app, image: 'nginx:1.27'}]}\n"
EDIT = json.dumps({"manifest": POD, "edits": []})
COMMANDS = {
    "review": (["review", "-"], POD),
    "the rules": (["rules"], ""),
    "the rules as JSON": (["rules", "--format", "json"], ""),
    "edit": (["edit", "-"], EDIT),
    "commands": (["commands", "-"], POD),
    "explain": (["explain", "pod.spec", "--recursive"], ""),
}
PROGRAMS = {"podbuilder": ["-m", "podbuilder.cli"], "manage.py": ["manage.py"]}


@pytest.mark.parametrize("program", PROGRAMS.values(), ids=PROGRAMS)
@pytest.mark.parametrize(("arguments", "stdin"), COMMANDS.values(), ids=COMMANDS)
def test_who_stops_reading_gets_no_traceback(program: list[str], arguments: list[str], stdin: str) -> None:
    reads, writes = os.pipe()
    os.close(reads)
    with os.fdopen(writes, "wb") as pipe:
        done = subprocess.run(
            [sys.executable, *program, *arguments],
            cwd=ROOT,
            input=stdin.encode(),
            stdout=pipe,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert (done.returncode, done.stderr) == (0, b"")
