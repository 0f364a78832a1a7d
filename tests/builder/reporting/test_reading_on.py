"""Commands whose output nobody reads to its end say nothing of it, as with `| head -1`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
POD = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: app, image: 'nginx:1.27'}]}\n"
COMMANDS = {"review": ["review", "-"], "the rules": ["rules"], "the rules as JSON": ["rules", "--format", "json"]}


@pytest.mark.parametrize("arguments", COMMANDS.values(), ids=COMMANDS)
def test_who_stops_reading_gets_no_traceback(arguments: list[str]) -> None:
    reads, writes = os.pipe()
    os.close(reads)
    with os.fdopen(writes, "wb") as pipe:
        done = subprocess.run(
            [sys.executable, ROOT / "manage.py", *arguments], input=POD.encode(), stdout=pipe, stderr=subprocess.PIPE
        )
    assert (done.returncode, done.stderr) == (0, b"")
