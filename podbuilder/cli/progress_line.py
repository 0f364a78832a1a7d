"""One line of a terminal that says how far the reading of something is, written anew, and gone at the end."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from podbuilder.cli.command import Output

# Seconds: what takes less is not told of; and what lies between two times that the line is written.
PATIENCE, PAUSE = 0.5, 0.1
_MB = 1_000_000


@contextmanager
def progress_line(out: Output, total: int, clock: Callable[[], float] = time.monotonic) -> Iterator[Any]:
    """A function that takes how many bytes of all have been read; None where nobody sees it, as in a file or a pipe."""
    is_terminal = getattr(out, "isatty", None)
    if is_terminal is None or not is_terminal():
        yield None
        return
    line = _Line(out, total, clock)
    try:
        yield line.tell
    finally:
        line.clear()


class _Line:
    """The line, and when it is written next."""

    def __init__(self, out: Output, total: int, clock: Callable[[], float]) -> None:
        self._out = out
        self._total = total
        self._clock = clock
        self._next = clock() + PATIENCE
        self._width = 0

    def tell(self, done: int) -> None:
        """So many bytes have been read."""
        now = self._clock()
        if now < self._next:
            return
        self._next = now + PAUSE
        share = done * 100 // max(1, self._total)
        self._write(f"reading {done / _MB:.1f} of {self._total / _MB:.1f} MB, {share} %")

    def clear(self) -> None:
        """Leave nothing of it."""
        if self._width:
            self._write("")
            self._write("")

    def _write(self, text: str) -> None:
        """Write over the line as it was. The caret stays at its end, so an empty line is written twice."""
        self._out.write("\r" + text.ljust(self._width))
        self._width = len(text)
        flush = getattr(self._out, "flush", None)
        if flush:
            flush()
