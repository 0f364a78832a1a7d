"""What `podbuilder review pod.yaml` costs as a process, beside the command of kubernetes-validate on the same pod.

CPU time of whole processes, start-up included, the two in turns. Each has its modules compiled beforehand, as pip
compiles them when it installs a package.

    python benchmarks/cli_startup.py
"""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from engine import ML_POD

ROOT = Path(__file__).resolve().parent.parent
ROUNDS, BAR = 20, 1.3
VERSION = "1.36"


def cpu_time(command: list[str], environment: dict[str, str]) -> float:
    """The seconds of CPU that a command takes, in user and kernel mode."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> int:
    """Measure, print, and say with the exit status whether the bar holds."""
    validate = shutil.which("kubernetes-validate", path=Path(sys.executable).parent)
    assert validate, "kubernetes-validate is not installed beside this Python"
    with tempfile.TemporaryDirectory() as folder:
        pod = Path(folder, "pod.yaml")
        pod.write_text(ML_POD, encoding="utf-8")
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment["PYTHONPYCACHEPREFIX"] = str(Path(folder, "compiled"))
        commands = {
            "podbuilder review": [sys.executable, "-m", "podbuilder.cli", "review", "--kubernetes", VERSION, str(pod)],
            "kubernetes-validate": [sys.executable, validate, "-k", VERSION, "--strict", str(pod)],
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for round in range(-1, ROUNDS):
            for name, command in commands.items():
                spent = cpu_time(command, environment)
                if round >= 0:  # the first run compiles
                    times[name].append(spent)
    medians = {name: statistics.median(found) for name, found in times.items()}
    for name, median in medians.items():
        print(f"{name:20} median {median * 1000:5.0f} ms of CPU, least {min(times[name]) * 1000:5.0f} ms")
    ratio = medians["podbuilder review"] / medians["kubernetes-validate"]
    print(f"ratio {ratio:.2f} (bar {BAR})")
    return 0 if ratio <= BAR else 1


if __name__ == "__main__":
    sys.exit(main())
