"""What it costs to say why a pod does not run: a megabyte of logs, and of what is made to be slow.

python benchmarks/troubles.py
"""

from __future__ import annotations

import sys
import time

from podbuilder.kube.troubleshooting import answer, mask
from tests.kube.troubleshooting.test_rough_pastes import LOGS, MOST, ROUGH

LOG_BAR, BAR = 0.3, 1.0
ROUNDS = 3


def seconds(text: str) -> float:
    """The least CPU time of several rounds."""
    best = 99.0
    for _ in range(ROUNDS):
        begun = time.process_time()
        answer(text)
        best = min(best, time.process_time() - begun)
    return best


def main() -> int:
    """Measure, print, and say with the exit status whether the bars hold."""
    answer("")
    held = True
    for bar, texts in ((LOG_BAR, LOGS), (BAR, ROUGH)):
        for name, text in texts.items():
            took = seconds(text[:MOST])
            held &= took <= bar
            begun = time.process_time()
            mask(text[:MOST])
            masked = time.process_time() - begun
            print(f"{name:28} {took * 1000:7.0f} ms of {bar * 1000:.0f}; masked in {masked * 1000:.0f}")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
