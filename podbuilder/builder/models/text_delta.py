"""What one step of undo stores: the single stretch in which two versions of a text, or of a list, differ."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

Sequence = TypeVar("Sequence", str, list[Any])


@dataclass(frozen=True, slots=True)
class Splice(Generic[Sequence]):
    """At offset `start` (characters, or items), `removed` gave way to `added`."""

    start: int
    removed: Sequence
    added: Sequence

    def apply(self, old: Sequence) -> Sequence:
        """The newer version, given the older one."""
        return old[: self.start] + self.added + old[self.start + len(self.removed) :]

    def revert(self, new: Sequence) -> Sequence:
        """The older version, given the newer one."""
        return new[: self.start] + self.removed + new[self.start + len(self.added) :]


def splice(old: Sequence, new: Sequence) -> Splice[Sequence]:
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
