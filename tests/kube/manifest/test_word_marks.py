"""Which words differ in lines that gave way to others."""

from __future__ import annotations

import time

import pytest

from podbuilder.kube.manifest.word_marks import MOST_WORDS, Line, mark


def shown(lines: list[Line]) -> list[str]:
    return ["".join(f"[{text}]" if is_marked else text for text, is_marked in line) for line in lines]


CASES = {
    "nothing on one side": ([], ["a: 1\n"], [], ["a: 1\n"]),
    "nothing on the other": (["a: 1\n"], [], ["a: 1\n"], []),
    "little in common": (["image: nginx\n"], ["- 80\n"], ["image: nginx\n"], ["- 80\n"]),
    "blank lines": (["\n"], ["\n", "\n"], ["\n"], ["\n", "[\n]"]),
    "a value": (["image: nginx:1.25\n"], ["image: nginx:1.27\n"], ["image: nginx:1.[25]\n"], ["image: nginx:1.[27]\n"]),
    "a line between": (
        *(["a: 1\n", "b: 22\n"], ["a: 1\n", "c: 3\n", "b: 2\n"]),
        *(["a: 1\n", "b: [22]\n"], ["a: 1\n", "[c: 3\n]", "b: [2]\n"]),
    ),
    "quotes": (["a: x\n"], ['a: "x"\n'], ["a: x\n"], ['a: ["]x["]\n']),
    "a line end": (["a: long\r\n"], ["a: long\n"], ["a: long[\r]\n"], ["a: long\n"]),
    "no line end": (["a: b"], ["a: b\n"], ["a: b"], ["a: b[\n]"]),
    "a byte order mark": (["\ufeffa: b\n"], ["a: b\n"], ["[\ufeff]a: b\n"], ["a: b\n"]),
}


@pytest.mark.parametrize(("removed", "added", "old", "new"), CASES.values(), ids=CASES)
def test_what_is_marked(removed: list[str], added: list[str], old: list[str], new: list[str]) -> None:
    assert tuple(map(shown, mark(removed, added))) == (old, new)


@pytest.mark.parametrize(
    ("removed", "added"),
    [
        (["a " * MOST_WORDS], ["a " * MOST_WORDS + "b"]),
        (["a" * 20 * MOST_WORDS], ["a" * 20 * MOST_WORDS + "b"]),
    ],
    ids=["words", "letters"],
)
def test_what_is_too_long_is_not_looked_into(removed: list[str], added: list[str]) -> None:
    began = time.process_time()
    assert mark(removed, added) == ([[(removed[0], False)]], [[(added[0], False)]])
    assert time.process_time() - began < 0.5
