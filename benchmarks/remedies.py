"""For how many pods that a cluster refuses something is offered that helps, by plugin, and whether it does.

python benchmarks/remedies.py [scheduling|admission] [EVERY]
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.kube.cluster.remedies.refusals import CORPUS, Figures, refusals


def main(parts: list[str], one_in: int) -> int:
    """Measure and print; the exit status says whether every remedy does what it is for."""
    is_fine = True
    if not CORPUS.is_dir():
        print("The corpus of recorded verdicts is not at hand.")
        return 0
    for part in parts:
        figures, took = Figures(), []
        for one in refusals(part, one_in):
            began = time.process_time()
            one.remedies()
            took.append(1000 * (time.process_time() - began))
            figures.add(one)
        took.sort()
        print(f"{part}: {figures.offered} remedies, {len(figures.broken)} of them help nothing")
        print(f"  half of them found in {took[len(took) // 2]:.0f} ms, the slowest in {took[-1]:.0f} ms")
        print(f"  {'plugin':34}{'refused':>9}{'something':>11}{'enough':>9}")
        for name, refused in figures.refused.most_common():
            print(f"  {name:34}{refused:9}{figures.helped[name]:11}{figures.mended[name]:9}")
        print(*figures.broken[:10], sep="\n")
        is_fine &= not figures.broken
    return 0 if is_fine else 1


if __name__ == "__main__":
    words = sys.argv[1:]
    chosen = [word for word in words if not word.isdigit()] or ["scheduling", "admission"]
    sys.exit(main(chosen, int(next((word for word in words if word.isdigit()), 1))))
