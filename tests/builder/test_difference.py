"""What a change does to the text, line by line."""

from __future__ import annotations

from podbuilder.builder.difference import difference

BEFORE = "a\nb\nc\nd\ne\nf\ng\nh\ni\n"


def signs(before: str, after: str) -> str:
    return " ".join(f"{line.sign}{line.text}" if line.sign in "+-" else line.sign for line in difference(before, after))


def test_nothing() -> None:
    assert difference(BEFORE, BEFORE) == []
    assert difference("", "") == []


def test_lines_and_those_around_them() -> None:
    assert signs(BEFORE, BEFORE.replace("d\n", "D\n")) == "    -d +D    "
    assert signs(BEFORE, BEFORE.replace("a\n", "").replace("i\n", "")) == "-a     @     -i"


def test_lines_that_look_like_the_names_of_files() -> None:
    assert signs("---\na\n", "a\n--- x\n+++ y\n") == "----   +--- x ++++ y"
