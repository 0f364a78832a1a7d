"""One mutant put to the test: in a copy of the checkout, so that several can run at once and none stays behind."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Literal, NamedTuple

from draw import Mutant, mutated

Outcome = Literal["killed", "survived", "unreached"]
# A mutant that makes the tests run for ever is a mutant found.
LONGEST_SECONDS = 240


class Result(NamedTuple):
    """What became of a mutant, and the lines it changed, as a reader would see them."""

    mutant: Mutant
    outcome: Outcome
    before: str
    after: str


def copy_of(root: Path, folder: Path) -> Path:
    """The checkout's files as git knows them, in a folder of their own."""
    git = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    for name in subprocess.run(git, cwd=root, capture_output=True, text=True, check=True).stdout.splitlines():
        if (root / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(root / name, folder / name)
    return folder


def run(copy: Path, mutant: Mutant, tests: list[str]) -> Result:
    """Put the fault into the copy, run the tests, and take it out again; without tests nothing is run."""
    file = copy / mutant.path
    source = file.read_text(encoding="utf-8")
    changed = mutated(source, mutant)
    outcome: Outcome = "unreached"
    if tests:
        file.write_text(changed, encoding="utf-8")
        try:
            outcome = "survived" if _passes(copy, tests) else "killed"
        finally:
            file.write_text(source, encoding="utf-8")
    return Result(mutant, outcome, *_changed_line(source, changed))


def _passes(copy: Path, tests: list[str]) -> bool:
    names = copy / ".mutant-tests"
    names.write_text("\n".join(tests), encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-x", "-p", "no:randomly", f"@{names}"]
    try:
        done = subprocess.run(command, cwd=copy, capture_output=True, timeout=LONGEST_SECONDS)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def _changed_line(before: str, after: str) -> tuple[str, str]:
    pairs = zip(before.splitlines(), after.splitlines(), strict=False)
    return next(((a.strip(), b.strip()) for a, b in pairs if a != b), ("", ""))
