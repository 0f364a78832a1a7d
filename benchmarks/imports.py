"""How long commands take to become manifests, and pods to become commands: those of the tests' tables, and the longest.

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
from podbuilder.kube.exporters.source_file import SourceFile
from podbuilder.kube.exporters.targets import TARGETS
from podbuilder.kube.importers.docker_run.run_import import import_docker_run
from podbuilder.kube.importers.forms import FORMS

TABLES = Path(__file__).resolve().parent.parent / "tests" / "kube"
# Which form the commands of each folder have.
FOLDERS = {"container_settings": "docker-run", "docker_run": "docker-run", "kubectl_run": "kubectl-run"}
# In milliseconds: of one command, of the one that takes longest, and of the longest that is read.
BAR, SLOWEST_BAR, LONGEST_BAR = 5, 100, 1000
ROUNDS = 5
# Each mount and each port is compared with those before it.
LONGEST = " ".join(
    ["docker run", *(f"-v v{i}:/v{i} -p {i}:{i}" for i in range(1, MAX_COMMAND_WORDS // 4)), "nginx"],
)


# A pod with as much of all that becomes a flag.
LARGEST = yaml.safe_dump(
    {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"name": "web", "annotations": {f"a{i}": "x" for i in range(400)}},
        "spec": {
            "volumes": [{"name": f"v{i}", "emptyDir": {}} for i in range(400)],
            "containers": [
                {
                    "name": "web",
                    "image": "nginx",
                    "args": [f"--flag={i}" for i in range(400)],
                    "env": [{"name": f"V{i}", "value": f"$(V{i - 1})"} for i in range(400)],
                    "ports": [{"containerPort": i + 1} for i in range(400)],
                    "volumeMounts": [{"name": f"v{i}", "mountPath": f"/v{i}"} for i in range(400)],
                }
            ],
        },
    }
)


def commands() -> list[tuple[str, str]]:
    """The commands of all tables, each with its form."""
    found: list[tuple[str, str]] = []
    for folder, form in FOLDERS.items():
        for table in sorted((TABLES / "importers" / folder).glob("*.yaml")):
            found += [(form, case["run"]) for case in yaml.safe_load(table.read_text(encoding="utf-8")).values()]
    return found


def pods() -> list[str]:
    """The pods of all tables of exports."""
    tables = sorted((TABLES / "exporters").glob("*/*.yaml"))
    cases = (case for table in tables for case in yaml.safe_load(table.read_text(encoding="utf-8")).values())
    return [yaml.safe_dump({"apiVersion": "v1", "kind": "Pod", "spec": case["pod"]}) for case in cases if "pod" in case]


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
        command: milliseconds(lambda form=form, command=command: FORMS[form](command, None).manifest)
        for form, command in commands()
    }
    typical = statistics.median(taken.values())
    slowest = max(taken, key=lambda command: taken[command])
    longest = milliseconds(lambda: import_docker_run(LONGEST).manifest)
    print(f"{len(taken)} commands: {typical:.2f} ms each, the median (bar {BAR})")
    print(f"the slowest: {taken[slowest]:.2f} ms (bar {SLOWEST_BAR}): {slowest.splitlines()[0][:80]}")
    print(f"the longest that is read, {MAX_COMMAND_WORDS:,} words: {longest:.0f} ms (bar {LONGEST_BAR})")
    holds = typical <= BAR and taken[slowest] <= SLOWEST_BAR and longest <= LONGEST_BAR
    texts = pods()
    for target, export in TARGETS.items():
        times = [milliseconds(lambda text=text, export=export: export(SourceFile(text))) for text in texts]
        largest = milliseconds(lambda export=export: export(SourceFile(LARGEST)))
        way = f"{len(texts)} pods to {target}: {statistics.median(times):.2f} ms each, the median (bar {BAR})"
        print(f"{way}; one of 2,000 flags: {largest:.0f} ms (bar {LONGEST_BAR})")
        holds = holds and statistics.median(times) <= BAR and largest <= LONGEST_BAR
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
