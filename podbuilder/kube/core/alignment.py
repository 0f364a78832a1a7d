"""Which items of two sequences are the same, in order: what every difference is made of.

The work grows with the length of both, never with its square. Items that stand once on each side and in the same order
are anchors; between two anchors the shortest difference is sought, as long as the whole comparison takes at most
MOST_STEPS. What is left then counts as replaced, and the answer says so.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import NamedTuple, TypeVar

# A fifth of a second: some 700 lines that differ between two anchors, besides those that stand on one side only.
MOST_STEPS = 250_000

Item = TypeVar("Item", bound=Hashable)


class Run(NamedTuple):
    """`size` items that are the same, from `old` on in the one sequence and from `new` on in the other."""

    old: int
    new: int
    size: int


class Alignment(NamedTuple):
    """The runs that are the same, in order; and whether all of them were sought for."""

    runs: tuple[Run, ...]
    is_complete: bool


def align(old: Sequence[Item], new: Sequence[Item], most_steps: int = MOST_STEPS) -> Alignment:
    """What stays the same between two sequences, however long they are."""
    head, tail = _ends(old, new)
    in_old, in_new = Counter(old), Counter(new)
    # Where the items between the common ends stand; what one side alone has is left out.
    at_old = [place for place in range(head, len(old) - tail) if old[place] in in_new]
    at_new = [place for place in range(head, len(new) - tail) if new[place] in in_old]
    once = {item for item, count in in_old.items() if count == in_new[item] == 1}
    middle, steps = _middle([old[place] for place in at_old], [new[place] for place in at_new], once, most_steps)
    runs = [Run(0, 0, head), *_placed(middle, at_old, at_new), Run(len(old) - tail, len(new) - tail, tail)]
    return Alignment(tuple(_joined(runs)), steps >= 0)


def longest_increasing(numbers: Sequence[int]) -> list[int]:
    """The places of a longest row of numbers that grow: what may stay where it is, while the rest is moved."""
    lows: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        length = bisect_left(lows, number)
        before.append(ends[length - 1] if length else -1)
        lows[length : length + 1], ends[length : length + 1] = [number], [place]
    found = []
    place = ends[-1] if ends else -1
    while place >= 0:
        found.append(place)
        place = before[place]
    return found[::-1]


def longest(low: int, high: int, holds: Callable[[int, int], bool]) -> int:
    """The largest number up to `high` of which something holds, and of all below it; it does of `low`.

    `holds(low, number)` is asked, by halving, of a number while it is known to hold of `low`.
    """
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if holds(low, middle) else (low, middle - 1)
    return low


def _ends(a: Sequence[Item], b: Sequence[Item]) -> tuple[int, int]:
    """How many items both begin with, and how many of the rest both end with."""
    most = min(len(a), len(b))
    head = longest(0, most, lambda low, n: a[low:n] == b[low:n])
    tail = longest(0, most - head, lambda low, n: a[len(a) - n : len(a) - low] == b[len(b) - n : len(b) - low])
    return head, tail


def _placed(runs: list[Run], at_old: list[int], at_new: list[int]) -> Iterator[Run]:
    """Runs among what both sides have, cut and named by the places in the whole."""
    for x, y, size in runs:
        done = 0
        while done < size:
            unbroken = min(_unbroken(at_old, x + done, size - done), _unbroken(at_new, y + done, size - done))
            yield Run(at_old[x + done], at_new[y + done], unbroken)
            done += unbroken


def _unbroken(places: list[int], first: int, most: int) -> int:
    """How many places from one on follow each other without a gap."""
    return longest(1, most, lambda low, n: places[first + n - 1] - places[first + low - 1] == n - low)


def _joined(runs: list[Run]) -> Iterator[Run]:
    """The same without empty runs, and in one piece what follows on both sides."""
    last = Run(0, 0, 0)
    for run in runs:
        if (last.old + last.size, last.new + last.size) == (run.old, run.new):
            last = last._replace(size=last.size + run.size)
            continue
        if last.size:
            yield last
        last = run
    if last.size:
        yield last


def _middle(a: list[Item], b: list[Item], once: set[Item], steps: int) -> tuple[list[Run], int]:
    """The runs from anchor to anchor, and the steps that are left; less than 0 if they ran out."""
    runs: list[Run] = []
    x = y = 0
    for to_x, to_y in [*_anchors(a, b, once), (len(a), len(b))]:
        found, steps = _between(a[x:to_x], b[y:to_y], steps)
        runs += [Run(x + i, y + j, size) for i, j, size in found]
        runs += [Run(to_x, to_y, 1)] if to_x < len(a) else []
        x, y = to_x + 1, to_y + 1
    return runs, steps


def _anchors(a: list[Item], b: list[Item], once: set[Item]) -> list[tuple[int, int]]:
    """The longest row of items that stand once on each side, in the same order on both."""
    at_b = {item: y for y, item in enumerate(b) if item in once}
    found = [(x, at_b[item]) for x, item in enumerate(a) if item in at_b]
    return [found[place] for place in longest_increasing([y for _, y in found])]


def _between(a: list[Item], b: list[Item], steps: int) -> tuple[list[Run], int]:
    """The runs of one stretch, and the steps that are left."""
    head, tail = _ends(a, b)
    runs, one, other = [Run(0, 0, head)], a[head : len(a) - tail], b[head : len(b) - tail]
    if one and other:
        found, steps = _shortest(one, other, steps)
        runs += [Run(head + x, head + y, size) for x, y, size in found]
    return [*runs, Run(len(a) - tail, len(b) - tail, tail)], steps


def _shortest(a: list[Item], b: list[Item], steps: int) -> tuple[list[Run], int]:
    """The runs of a shortest difference, and the steps that are left: less than 0 if it was not found to its end.

    Then the runs are those of the way that led furthest. This is the greedy search of Myers, "An O(ND) Difference
    Algorithm and Its Variations": after `d` removals and additions, how far each diagonal `x - y` leads.
    """
    rows: list[dict[int, int]] = [{1: 0}]
    while steps >= 0:
        last, d = rows[-1], len(rows) - 1
        row: dict[int, int] = {}
        rows.append(row)
        for diagonal in range(-(d - 2 * max(0, d - len(b))), d - 2 * max(0, d - len(a)) + 1, 2):
            start = x = _start(last, diagonal)
            while x < len(a) and x - diagonal < len(b) and a[x] == b[x - diagonal]:
                x += 1
            row[diagonal] = x
            steps -= 1 + x - start
            if x >= len(a) and x - diagonal >= len(b):
                return _way(rows, diagonal), max(0, steps)
    inside = [(2 * x - k, k) for k, x in rows[-1].items() if x <= len(a) and x - k <= len(b)]
    return _way(rows, max(inside)[1]) if len(rows) > 1 else [], -1


def _start(last: dict[int, int], diagonal: int) -> int:
    """Where a diagonal is entered: from the one above it by an addition, or from the one below by a removal."""
    return max(last.get(diagonal - 1, -1) + 1, last.get(diagonal + 1, -1))


def _way(rows: list[dict[int, int]], diagonal: int) -> list[Run]:
    """The runs on the way that ends on a diagonal of the last row."""
    runs = []
    for number in range(len(rows) - 1, 0, -1):
        last, x = rows[number - 1], rows[number][diagonal]
        start = _start(last, diagonal)
        runs.append(Run(start, start - diagonal, x - start))
        diagonal += 1 if last.get(diagonal + 1, -1) == start else -1
    return [run for run in runs[::-1] if run.size]
