"""What two sequences share, in order, and in a time that does not grow with the square of their length."""

from __future__ import annotations

import time
from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podbuilder.kube.core.alignment import MOST_STEPS, Alignment, align

letters = st.text("abcd", max_size=14)


def shared(old: Sequence[object], new: Sequence[object], found: Alignment) -> int:
    """How many items are the same; the runs are in order, and they are what they say."""
    i = j = 0
    for run in found.runs:
        assert run.size > 0
        assert run.old >= i
        assert run.new >= j
        i, j = run.old + run.size, run.new + run.size
        assert old[run.old : i] == new[run.new : j]
    assert i <= len(old)
    assert j <= len(new)
    return sum(run.size for run in found.runs)


def longest_common(old: Sequence[object], new: Sequence[object]) -> int:
    """The length of a longest common subsequence, by the book."""
    row = [0] * (len(new) + 1)
    for one in old:
        next_row = [0]
        for j, other in enumerate(new):
            next_row.append(row[j] + 1 if one == other else max(row[j + 1], next_row[j]))
        row = next_row
    return row[-1]


@pytest.mark.parametrize(
    ("old", "new", "runs"),
    [
        ("", "", []),
        ("abc", "", []),
        ("abc", "xyz", []),
        ("abc", "abc", [(0, 0, 3)]),
        ("abc", "abxc", [(0, 0, 2), (2, 3, 1)]),
        ("abxc", "abc", [(0, 0, 2), (3, 2, 1)]),
        ("axb", "ayb", [(0, 0, 1), (2, 2, 1)]),
        ("abab", "baba", [(1, 0, 3)]),
        ("a1b1c1", "x1b1y1", [(1, 1, 3), (5, 5, 1)]),
    ],
    ids=[
        "nothing",
        "all gone",
        "all replaced",
        "the same",
        "one added",
        "one gone",
        "one replaced",
        "shifted",
        "what one side alone has",
    ],
)
def test_runs(old: str, new: str, runs: list[tuple[int, int, int]]) -> None:
    assert align(old, new) == (tuple(runs), True)


@given(letters, letters)
def test_the_runs_are_in_order_and_the_same(old: str, new: str) -> None:
    found = align(old, new)
    assert found.is_complete
    assert shared(old, new, found) > 0 or not set(old) & set(new)


@given(st.text("ab", min_size=1, max_size=7), st.text("ab", min_size=1, max_size=7))
def test_without_anchors_the_difference_is_the_shortest(old: str, new: str) -> None:
    # Every item stands twice, so that none is an anchor.
    one, other = old * 2, new * 2
    assert shared(one, other, align(one, other)) == longest_common(one, other)


@given(letters, letters, st.integers(0, 12))
def test_where_the_steps_run_out_the_answer_says_so(old: str, new: str, steps: int) -> None:
    found, whole = align(old, new, steps), align(old, new)
    assert shared(old, new, found) <= shared(old, new, whole) or not found.is_complete
    if found.is_complete:
        assert found == whole


def numbers(most: int, size: int, seed: int) -> list[int]:
    random = Random(seed)
    return [random.randrange(most) for _ in range(size)]


SIZE = 10_000
# Two sides, and whether they can be compared to the end.
LONG = {
    "the same line, one other in the middle": ([1] * SIZE + [2] + [1] * SIZE, [1] * SIZE + [3] + [1] * SIZE, True),
    "the same line, more often": ([2] + [1] * SIZE, [1] * (2 * SIZE) + [3], True),
    "renamed items": (
        [x for n in range(SIZE) for x in (n, -1)],
        [x for n in range(SIZE) for x in (n + SIZE, -1)],
        True,
    ),
    "a line moved to the end": (list(range(SIZE)), [*range(1, SIZE), 0], True),
    "the other way round": (list(range(SIZE)), list(range(SIZE))[::-1], True),
    "shuffled": (list(range(SIZE)), Random(1).sample(range(SIZE), SIZE), False),
    "two lines by turns": ([n % 2 for n in range(SIZE)], [n // 2 % 2 for n in range(SIZE)], False),
    "four lines by chance": (numbers(4, SIZE, 1), numbers(4, SIZE, 2), False),
    "many lines by chance": (numbers(SIZE // 5, SIZE, 1), numbers(SIZE // 5, SIZE, 2), False),
}


@pytest.mark.parametrize("name", LONG)
def test_long_sequences_take_a_short_time(name: str) -> None:
    old, new, is_complete = LONG[name]
    began = time.process_time()
    found = align(old, new)
    # The time of this process, and several times what it takes; what was cured took minutes.
    assert time.process_time() - began < 4
    shared(old, new, found)
    assert found.is_complete == is_complete


def test_what_was_found_before_the_steps_ran_out_counts() -> None:
    old, new = numbers(4, 5000, 1), numbers(4, 5000, 2)
    assert 100 < shared(old, new, align(old, new, MOST_STEPS // 10)) < shared(old, new, align(old, new))
