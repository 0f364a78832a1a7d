"""How long commands take to become manifests: those of the tests' tables, and the longest that is read.

python benchmarks/imports.py
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import yaml

from podbuilder.kube.core.limits import MAX_COMMAND_WORDS
from podbuilder.kube.importers.docker_run.run_import import import_docker_run

TABLES = Path(__file__).resolve().parent.parent / "tests" / "kube" / "importers"
# In milliseconds: of one command, of the one that takes longest, and of the longest that is read.
BAR, SLOWEST_BAR, LONGEST_BAR = 5, 100, 1000
ROUNDS = 5
# Each mount and each port is compared with those before it.
LONGEST = " ".join(
    ["docker run", *(f"-v v{i}:/v{i} -p {i}:{i}" for i in range(1, MAX_COMMAND_WORDS // 4)), "nginx"],
)


def commands() -> list[str]:
    """The commands of all tables."""
    found = sorted(
        table for folder in ("container_settings", "docker_run") for table in (TABLES / folder).glob("*.yaml")
    )
    tables = (yaml.safe_load(table.read_text(encoding="utf-8")) for table in found)
    return [case["run"] for table in tables for case in table.values()]


def milliseconds(work: Callable[[], object]) -> float:
    """The best time of a few."""
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return 1000 * min(times)


def main() -> int:
    """Measure, print, and say with the exit status whether the bars hold."""
    taken = {
        command: milliseconds(lambda command=command: import_docker_run(command).manifest) for command in commands()
    }
    typical = statistics.median(taken.values())
    slowest = max(taken, key=lambda command: taken[command])
    longest = milliseconds(lambda: import_docker_run(LONGEST).manifest)
    print(f"{len(taken)} commands: {typical:.2f} ms each, the median (bar {BAR})")
    print(f"the slowest: {taken[slowest]:.2f} ms (bar {SLOWEST_BAR}): {slowest.splitlines()[0][:80]}")
    print(f"the longest that is read, {MAX_COMMAND_WORDS:,} words: {longest:.0f} ms (bar {LONGEST_BAR})")
    return 0 if typical <= BAR and taken[slowest] <= SLOWEST_BAR and longest <= LONGEST_BAR else 1


if __name__ == "__main__":
    sys.exit(main())
