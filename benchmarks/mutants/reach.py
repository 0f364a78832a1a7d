"""Which tests run a line: recorded once by coverage, a context a test."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from coverage import CoverageData

# More tests than these are not asked about one mutant: the nearest ones know it if any does.
MOST_TESTS = 400


def own_tests(root: Path, path: str) -> list[str]:
    """The test file of a module's path and name, in a list; an empty one where other tests stand in for it."""
    module = PurePosixPath(path)
    test = PurePosixPath("tests", *module.parts[1:-1], f"test_{module.name}")
    return [str(test)] if (root / test).is_file() else []


def failing(root: Path, files: Iterable[str], workers: int) -> list[str]:
    """The tests of these files that fail though nothing is wrong, as in a checkout that git does not know."""
    return _failed(_pytest(root, ["-n", str(workers), *sorted(set(files))]))


def record(root: Path, data: Path, paths: Iterable[str], workers: int) -> list[str]:
    """Run all tests but the browser's and keep which of them ran which line of these files; those that failed.

    Being watched is slow: a test of how long something takes may fail for that alone. It is asked about no mutant.
    """
    settings = data.with_name("coveragerc")
    settings.write_text("\n    ".join(["[run]\nbranch = true\ninclude =", *sorted(set(paths))]), encoding="utf-8")
    watched = ["--cov", "--cov-context=test", "--cov-report=", "--cov-fail-under=0", f"--cov-config={settings}"]
    known = {**os.environ, "COVERAGE_FILE": str(data)}
    return _failed(_pytest(root, ["-n", str(workers), "tests", "--ignore", "tests/browser", *watched], known))


def _pytest(root: Path, options: list[str], known: dict[str, str] | None = None) -> str:
    command = [sys.executable, "-m", "pytest", "-rfE", *options]
    done = subprocess.run(command, cwd=root, env=known, stdout=subprocess.PIPE, text=True)
    if done.returncode not in (0, 1):
        raise SystemExit(f"The tests could not be run.\n{done.stdout[-2000:]}")
    return done.stdout


def _failed(told: str) -> list[str]:
    lines = (line.partition(" ") for line in told.splitlines())
    return [name.partition(" - ")[0] for word, _, name in lines if word in ("FAILED", "ERROR")]


class Reach:
    """The tests behind each line, as recorded; those that fail anyway are asked about none."""

    def __init__(self, root: Path, data: Path, failed: Iterable[str]) -> None:
        self.root = root
        self.data = CoverageData(str(data))
        self.data.read()
        self.failed = set(failed)
        self._lines: dict[str, dict[int, list[str]]] = {}

    def tests(self, path: str, line: int) -> list[str]:
        """The names of the tests that run a line, those nearest to its file first; none if no test does.

        What is run once, as the file is imported, is asked of all that run something of the file.
        """
        if path not in self._lines:
            self._lines[path] = self.data.contexts_by_lineno(str(self.root / path))
        lines = self._lines[path]
        found = _tests(lines.get(line, ())) or _tests(itertools.chain.from_iterable(lines.values()))
        return sorted(found - self.failed, key=lambda name: (_distance(path, name), name))[:MOST_TESTS]


def _tests(contexts: Iterable[str]) -> set[str]:
    return {context.rpartition("|")[0] for context in contexts if "::" in context}


def _distance(path: str, test: str) -> int:
    """How far a test file lies from the module: 0 for the same path and name."""
    module, file = PurePosixPath(path), PurePosixPath(test.split("::")[0])
    here, there = module.parts[1:-1], file.parts[1:-1]
    if here == there:
        return int(file.name != f"test_{module.name}")
    shared = sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], zip(here, there, strict=False)))
    return 2 + len(here) + len(there) - 2 * shared
