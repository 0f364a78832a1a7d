"""What a diagram costs: laying out and drawing pods of 1 to 30 containers, both sizes, with the words beneath.

    python benchmarks/diagram.py [FILE.jsonl.gz …]

It also lays out every pod of the files, by default those beside the tests, and counts boxes that overlap.
"""

from __future__ import annotations

import gzip
import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent.parent
TEN_MS = 10.0
RUNS = 60
VERSION = "1.36"


def main(files: list[str]) -> int:
    sys.path.insert(0, str(HERE))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    from tests.builder.diagram.pods import crowded

    print("a diagram, laid out and drawn; every container with a port, a probe, mounts and a call")
    is_slow = False
    for count in (1, 3, 10, 30):
        median, own = time_diagram(crowded(count))
        print(
            f"  {count:2} containers, 20 volumes: median {median:.2f} ms{' (bar 10)' if count == 10 else ''}, "
            f"{own:.2f} ms of this process's own"
        )
        is_slow |= count == 10 and median > TEN_MS
    print(f"  10 containers, their start and stop: median {time_timeline(crowded(10))[0]:.2f} ms")
    wrong = sweep(files or [str(HERE / "tests" / "builder" / "accepted.jsonl.gz")])
    return int(is_slow or wrong > 0)


def time_diagram(pod: dict[str, Any]) -> tuple[float, float]:
    from podbuilder.builder.diagram import draw_diagram

    return median_of(lambda: draw_diagram(pod, VERSION, None, lambda path: f"/{path}"))


def time_timeline(pod: dict[str, Any]) -> tuple[float, float]:
    from podbuilder.builder.diagram.timeline_svg import draw_timeline

    return median_of(lambda: draw_timeline(pod, VERSION))


def median_of(run: Callable[[], object]) -> tuple[float, float]:
    """The milliseconds that it takes, by the clock and of this process's own."""
    run()  # templates are read once
    times, own = [], []
    for _ in range(RUNS):
        start, own_start = time.perf_counter(), time.process_time()
        run()
        times.append((time.perf_counter() - start) * 1000)
        own.append((time.process_time() - own_start) * 1000)
    return statistics.median(times), statistics.median(own)


def sweep(files: list[str]) -> int:
    """How many of whole collections of pods have an overlap."""
    from podbuilder.kube.manifest import Manifest, ManifestError
    from tests.builder.diagram.test_layout import NARROW, WIDE, assert_in_order, drawn

    total = wrong = 0
    for file in files:
        with gzip.open(file, "rt", encoding="utf-8") as rows:
            for line in rows:
                row = json.loads(line)
                try:
                    pod = row["pod"] if "pod" in row else Manifest.read(row["yaml"]).pod
                except ManifestError:
                    continue
                total += 1
                try:
                    for width in (NARROW, WIDE):
                        assert_in_order(drawn(pod, width))
                except AssertionError as error:
                    wrong += 1
                    print(f"  {row.get('id')}: {str(error)[:200]}")
    print(f"pods laid out: {total}, of them with an overlap: {wrong}")
    return wrong


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
