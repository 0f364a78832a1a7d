"""Two texts compared line by line."""

from __future__ import annotations

import time

import pytest

from podbuilder.kube.manifest.text_diff import MOST_ROWS, NOT_TO_THE_END, NOTE, TextDiff, changes, diff, moves

BEFORE = "a\nb\nc\nd\ne\nf\ng\nh\ni\n"


def signs(before: str, after: str) -> str:
    """Changed lines and notes in full, of others the sign."""
    rows = (f"{line.sign}{line.text}" if line.sign != " " else "." for line in changes(before, after))
    return " ".join(rows)


def test_nothing() -> None:
    assert changes(BEFORE, BEFORE) == []
    assert changes("", "") == []
    assert not TextDiff.of("a\n", "a")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("a\nb\n", "a\nc\n", ". -b +c"),
        (BEFORE, BEFORE.replace("d\n", "D\n"), ". . . -d +D . . @3 unchanged lines"),
        (BEFORE, BEFORE.replace("a\n", "").replace("i\n", ""), "-a . . @3 unchanged lines . . -i"),
        ("x\n" * 4000 + "y\n", "x\n" * 4000 + "z\n", "@3,998 unchanged lines . . -y +z"),
        ("---\na\n", "a\n--- x\n+++ y\n", "---- . +--- x ++++ y"),
    ],
    ids=[
        "a changed line",
        "one in the middle",
        "at both ends",
        "after many",
        "lines that look like the names of files",
    ],
)
def test_lines_and_those_around_them(old: str, new: str, expected: str) -> None:
    assert signs(old, new) == expected


def test_how_many_lines_are_shown_around() -> None:
    assert [line.text for line in TextDiff.of(BEFORE, BEFORE.replace("e", "E"), around=0).rows()] == [
        *("4 unchanged lines", "e", "E", "4 unchanged lines")
    ]


def test_rows_are_shown_part_by_part() -> None:
    found = TextDiff.of("", "".join(f"{n}\n" for n in range(MOST_ROWS + 10)))
    assert found.count == MOST_ROWS + 10
    first, second = found.rows(), found.rows(MOST_ROWS)
    assert [line.text for line in first[:2]] == ["0", "1"]
    assert first[-1] == (NOTE, "10 added and 0 removed lines are left, which are not shown here")
    assert [line.text for line in second] == [str(n) for n in range(MOST_ROWS, MOST_ROWS + 10)]
    assert found.rows(5 * MOST_ROWS) == []


def test_a_part_may_begin_behind_a_change() -> None:
    """The lines before the part are counted over all the pieces before it, whichever sign they have."""
    old = "".join(f"{n}\n" for n in range(MOST_ROWS))
    found = TextDiff.of(f"{old}a\n", f"{old}b\nc\n", around=MOST_ROWS)
    assert [f"{line.sign}{line.text}" for line in found.rows(MOST_ROWS - 1)] == [f" {MOST_ROWS - 1}", "-a", "+b", "+c"]


def test_what_was_not_compared_is_said() -> None:
    old, new = ("".join(f"{n // step % 2}\n" for n in range(20_000)) for step in (1, 2))
    assert changes(old, new)[0] == (NOTE, NOT_TO_THE_END)


ATTACKS: dict[str, tuple[str, ...]] = {
    "renamed volumes": tuple(
        "".join(f"- name: {letter}{n}\n  emptyDir: {{}}\n" for n in range(1000)) for letter in "ab"
    ),
    "equal lines": tuple("  same\n" * 50_000 + end for end in ("x\n", "y\n" + "  same\n" * 10)),
    "blank lines": ("x\n" + "\n" * 300_000, "\n" * 300_000 + "y\n"),
    "no line in common": tuple("".join(f"{letter}{n}\n" for n in range(30_000)) for letter in "ab"),
    "two lines by turns": tuple("".join("ab"[n // step % 2] + "\n" for n in range(30_000)) for step in (1, 2)),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_long_texts_are_compared_in_a_short_time(name: str) -> None:
    old, new = ATTACKS[name]
    began = time.process_time()
    assert 1 < len(changes(old, new)) <= MOST_ROWS + 1
    # The time of this process, and several times what it takes.
    assert time.process_time() - began < 4


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", []),
        ("a\nb\n", "a\nb", [(" ", "a"), (" ", "b")]),
        ("a\nb\n", "a\nc\n", [(" ", "a"), ("-", "b"), ("+", "c")]),
        ("", "a\n", [("+", "a")]),
        ("a\nb\n", "b\n", [("-", "a"), (" ", "b")]),
    ],
    ids=["two empty texts", "the same lines", "a changed line", "an added line", "a removed line"],
)
def test_all_lines_are_shown(old: str, new: str, expected: list[tuple[str, str]]) -> None:
    assert diff(old, new) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("a\n b\n", "a\n b\n", []),
        ("a\nb\n", "x\n  a\n  b\n", [("+", "x"), (" ", "  a"), (" ", "  b")]),
        ("  a\n  b\n", "a\nc\n", [(" ", "a"), ("-", "  b"), ("+", "c")]),
    ],
    ids=["the same lines", "lines to the right", "a line to the left, and another"],
)
def test_lines_that_move_are_unchanged(old: str, new: str, expected: list[tuple[str, str]]) -> None:
    assert moves(old, new) == expected
