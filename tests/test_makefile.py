"""What `make` says where Python is missing, too old, or not whole."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MAKE = shutil.which("make") or "make"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A checkout in a path with spaces, on a machine whose only programs lie in its `bin`."""
    folder = tmp_path / "a check out"
    (folder / "bin").mkdir(parents=True)
    shutil.copy(ROOT / "Makefile", folder)
    for name in ("requirements.txt", "tests/requirements.txt", "tests/requirements-alone.txt"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).touch()
    return folder


def program(folder: Path, name: str, script: str) -> None:
    path = folder / "bin" / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def borrow(folder: Path, *names: str) -> None:
    """Let the folder's machine have these programs too."""
    for name in names:
        (folder / "bin" / name).symlink_to(shutil.which(name) or name)


def make(folder: Path, *targets: str) -> subprocess.CompletedProcess[str]:
    path = str(folder / "bin")
    return subprocess.run([MAKE, *targets], cwd=folder, env={"PATH": path}, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("target", ["run", "install", "test", "quick", "mutants", "check", "bench"])
def test_no_python(folder: Path, target: str) -> None:
    done = make(folder, target)
    assert done.returncode != 0
    assert "Podbuilder needs Python 3.11 or newer, and none was found." in done.stderr


def test_python_too_old(folder: Path) -> None:
    program(folder, "python3", "exit 1")
    assert "needs Python 3.11 or newer" in make(folder, "install").stderr


def test_python_without_venv(folder: Path) -> None:
    program(folder, "python3", 'case "$2" in *ensurepip*) exit 1;; esac')
    done = make(folder, "install")
    assert done.returncode != 0
    assert "python3 cannot make virtual environments here" in done.stderr
    assert "apt install python3-venv" in done.stderr


def test_the_newest_whole_python_makes_the_environment(folder: Path) -> None:
    program(folder, "python3.13", 'case "$2" in *ensurepip*) exit 1;; esac')
    # Stands in for Python: its venv is a folder in which python does nothing.
    program(folder, "python3.12", '[ "$2" != venv ] || { mkdir -p .venv/bin; cp "$0" .venv/bin/python; }')
    borrow(folder, "mkdir", "cp", "touch")
    done = make(folder, "install")
    assert (done.returncode, done.stdout) == (0, "Installing what Podbuilder needs; this is done once.\n"), done.stderr
    assert "Nothing to be done" in make(folder, "install").stdout
    (folder / ".venv/bin/python").unlink()
    assert make(folder, "install").returncode == 0
    assert (folder / ".venv/bin/python").exists()


def test_make_alone_lists_its_commands(folder: Path) -> None:
    borrow(folder, "sed")
    done = make(folder)
    assert [line.split()[1] for line in done.stdout.splitlines()] == [
        "run",
        "install",
        "test",
        "quick",
        "mutants",
        "check",
        "bench",
    ]
