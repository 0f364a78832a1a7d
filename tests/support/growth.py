"""How the work of a function grows with its input, counted in lines run: the same on every machine, however busy."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

# Twice the input may take this many times the work: something is sorted, and something is done once.
MOST = 2.3


def lines_run(act: Callable[[], object]) -> int:
    """How many lines of Python `act` runs; each round of a loop counts, what is done in C does not."""
    count = 0

    def line(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return line

    before = sys.gettrace()
    sys.settrace(line)
    try:
        act()
    finally:
        sys.settrace(before)
    return count


def growth(make: Callable[[int], Callable[[], object]], size: int) -> float:
    """How many times the work of size `size` that of twice the size is; `make` prepares what is measured."""
    half, whole = make(size), make(2 * size)
    make(1)()  # what is loaded once is not counted
    return lines_run(whole) / max(lines_run(half), 1)
