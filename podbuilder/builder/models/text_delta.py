"""What one step of undo stores: the single stretch of text in which two versions of a manifest differ."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Splice:
    """At offset `start` (characters), `removed` gave way to `added`."""

    start: int
    removed: str
    added: str

    def apply(self, text: str) -> str:
        """The newer text, given the older one."""
        return text[: self.start] + self.added + text[self.start + len(self.removed) :]

    def revert(self, text: str) -> str:
        """The older text, given the newer one."""
        return text[: self.start] + self.removed + text[self.start + len(self.added) :]


def splice(old: str, new: str) -> Splice:
    """The shortest single replacement that turns `old` into `new`."""
    shorter = min(len(old), len(new))
    start = _longest(shorter, lambda n: old[:n] == new[:n])
    end = _longest(shorter - start, lambda n: old[len(old) - n :] == new[len(new) - n :])
    return Splice(start, old[start : len(old) - end], new[start : len(new) - end])


def _longest(limit: int, is_shared: Callable[[int], bool]) -> int:
    """The largest length up to `limit` that is shared, found by halving: texts can be a megabyte long."""
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if is_shared(middle) else (low, middle - 1)
    return low
