"""The changes between two texts one by one."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from podbuilder.kube.manifest.hunks import Hunks
from podbuilder.kube.manifest.text_diff import MOST_ROWS

TEN = "".join(f"{n}\n" for n in range(1, 11))
FIFTY = "".join(f"line {n}\n" for n in range(50))
CASES = {
    "a line": ("a\nb\nc\n", "a\nB\nc\n", 1),
    "the first and the last": (TEN, TEN.replace("1\n", "one\n", 1).replace("10", "ten"), 2),
    "two far from each other": (FIFTY, FIFTY.replace("line 5\n", "").replace("line 40\n", "x\ny\n"), 2),
    "two whose surroundings meet": (FIFTY, FIFTY.replace("line 5\n", "").replace("line 12\n", "x\n"), 2),
    "added at the end": ("a\n", "a\nb\n", 1),
    "added at the beginning": ("a\n", "b\na\n", 1),
    "all of it": ("", "a\nb\n", 1),
    "nothing left": ("a\nb\n", "", 1),
    "a last line end that was missing": ("a\nb", "a\nb\n", 1),
    "a last line end that is gone": ("a\nb\n", "a\nb", 1),
    "none on either side": ("a\nb", "a\nc", 1),
    "a line added behind one without an end": ("a", "a\nb", 1),
    "Windows' line ends": ("a\r\nb\r\nc\r\n", "a\r\nB\r\nc\r\n", 1),
    "line ends alone": ("a\r\nb\r\n", "a\nb\n", 1),
    "a byte order mark": ("\ufeffa\nb\n", "a\nb\n", 1),
    "line ends of others": ("a\u2028b\x0c\rc\nd\n", "a\u2028b\x0c\rC\nd\n", 1),
    "lines that look like a patch's own": ("--- a\n+++ b\n@@ -1 +1 @@\n", "--- a\n+++ c\n@@ -1 +1 @@\n", 1),
}


@pytest.mark.parametrize(("old", "new", "number"), CASES.values(), ids=CASES)
def test_each_is_taken_back_until_the_old_text_is_there(old: str, new: str, number: int) -> None:
    found = Hunks.of(old, new)
    assert len(found.changes) == number
    assert found.is_complete
    for hunk in found.changes:
        fewer = found.without(hunk)
        assert len(Hunks.of(old, fewer).changes) == number - 1
    while (found := Hunks.of(old, new)).changes:
        new = found.without(found.changes[0])
    assert new == old


# A manifest is never empty, and programs take an empty file for one that is not there.
FILES = {name: (old, new) for name, (old, new, _) in CASES.items() if old and new}


@pytest.mark.parametrize("program", [("git", "apply"), ("patch", "-p0", "-i")], ids=["git", "patch"])
@pytest.mark.parametrize(("old", "new"), FILES.values(), ids=FILES)
def test_the_patch_makes_the_new_text(tmp_path: Path, program: tuple[str, ...], old: str, new: str) -> None:
    if not shutil.which(program[0]):
        pytest.skip(f"{program[0]} is not installed")
    file = tmp_path / "pod.yaml"
    file.write_bytes(old.encode())
    (tmp_path / "the.patch").write_bytes(Hunks.of(old, new).patch("pod.yaml").encode())
    # Outside any repository, which git would take the paths from.
    done = subprocess.run(
        [*program, "the.patch"],
        cwd=tmp_path,
        capture_output=True,
        env={"GIT_CEILING_DIRECTORIES": str(tmp_path.parent), "PATH": "/usr/bin:/bin"},
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert file.read_bytes() == new.encode()


def test_the_patch_in_full() -> None:
    new = FIFTY.replace("line 5\n", "").replace("line 11\n", "x\ny\n").replace("line 49\n", "line 49")
    assert Hunks.of(FIFTY, new).patch("pod.yaml") == (
        "--- pod.yaml\n+++ pod.yaml\n"
        "@@ -3,13 +3,13 @@\n line 2\n line 3\n line 4\n-line 5\n line 6\n line 7\n line 8\n line 9\n line 10\n"
        "-line 11\n+x\n+y\n line 12\n line 13\n line 14\n"
        "@@ -47,4 +47,4 @@\n line 46\n line 47\n line 48\n-line 49\n+line 49\n\\ No newline at end of file\n"
    )
    assert Hunks.of("", "a\n").patch("pod.yaml").splitlines()[2] == "@@ -0,0 +1,1 @@"


def test_nothing() -> None:
    assert Hunks.of(TEN, TEN).changes == ()
    assert Hunks.of(TEN, TEN).patch("pod.yaml") == ""


def test_what_was_not_compared_is_known() -> None:
    old, new = ("".join(f"{n // step % 2}\n" for n in range(4 * MOST_ROWS)) for step in (1, 2))
    found = Hunks.of(old, new)
    assert not found.is_complete
    assert found.patch("pod.yaml")
