"""Two texts compared line by line."""

from __future__ import annotations

import pytest

from podbuilder.kube.manifest.text_diff import changes, diff

BEFORE = "a\nb\nc\nd\ne\nf\ng\nh\ni\n"


def signs(before: str, after: str) -> str:
    return " ".join(f"{line.sign}{line.text}" if line.sign in "+-" else line.sign for line in changes(before, after))


def test_nothing() -> None:
    assert changes(BEFORE, BEFORE) == []
    assert changes("", "") == []


def test_lines_and_those_around_them() -> None:
    assert signs(BEFORE, BEFORE.replace("d\n", "D\n")) == "    -d +D    "
    assert signs(BEFORE, BEFORE.replace("a\n", "").replace("i\n", "")) == "-a     @     -i"


def test_lines_that_look_like_the_names_of_files() -> None:
    assert signs("---\na\n", "a\n--- x\n+++ y\n") == "----   +--- x ++++ y"


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
