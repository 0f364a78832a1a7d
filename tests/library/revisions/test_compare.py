"""Two revisions compared: in lines, in words, in one sentence."""

from __future__ import annotations

import pytest

from podbuilder.kube.manifest.text_diff import DiffLine
from podbuilder.library.revisions import compare
from podbuilder.library.revisions.compare import SKIPPED, Comparison, lines_of, parameters_in_words, shortened, words_of
from tests.builder.support import POD

NEWER = POD.replace("1.27", "1.28")
VERSION = "1.36"


def drawn(lines: list[DiffLine]) -> list[str]:
    return [f"{line.sign}{line.text}" for line in lines]


# Two texts, and their lines with signs.
LINES: dict[str, tuple[str, str, list[str]]] = {
    "nothing": ("", "", []),
    "the same": ("a\nb", "a\nb", [" a", " b"]),
    "one more at the end": ("a", "a\nb", [" a", "+b"]),
    "one more at the start": ("b", "a\nb", ["+a", " b"]),
    "one less in the middle": ("a\nb\nc", "a\nc", [" a", "-b", " c"]),
    "another": ("a\nb\nc", "a\nx\nc", [" a", "-b", "+x", " c"]),
    "one of two alike": ("a\na", "a", [" a", "-a"]),
    "everything gone": ("a\nb", "", ["-a", "-b"]),
}


@pytest.mark.parametrize(("old", "new", "lines"), LINES.values(), ids=LINES)
def test_lines(old: str, new: str, lines: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert drawn(lines_of(old, new)) == lines


def test_long_stretches_count_as_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = "a\nb\nc\nd\ne", "a\nx\nc\ny\ne"
    monkeypatch.setattr(compare, "MOST_PAIRS", 9)
    assert drawn(lines_of(old, new)) == [" a", "-b", "+x", " c", "-d", "+y", " e"]
    monkeypatch.setattr(compare, "MOST_PAIRS", 8)
    assert drawn(lines_of(old, new)) == [" a", "-b", "-c", "-d", "+x", "+c", "+y", " e"]


# Signs of lines, and which are shown; "@" stands for those left out.
SHORTENED = {
    "none differ": ("    ", ""),
    "all differ": ("+-", "+-"),
    "three around a change": ("     +     ", "@   +   @"),
    "no more than three around": ("   +   ", "   +   "),
    "changes that share what is around them": ("-      +", "-      +"),
    "changes far from each other": ("-       +", "-   @   +"),
}


@pytest.mark.parametrize(("signs", "shown"), SHORTENED.values(), ids=SHORTENED)
def test_lines_that_are_shown(signs: str, shown: str) -> None:
    found = shortened([DiffLine(sign, "x") for sign in signs])
    assert "".join(line.sign for line in found) == shown
    assert all(line is SKIPPED for line in found if line.sign == "@")


def test_very_many_lines_are_not_all_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compare, "SHOWN_LINES", 2)
    assert "".join(line.sign for line in shortened([DiffLine("+", "x")] * 2)) == "++"
    assert "".join(line.sign for line in shortened([DiffLine("+", "x")] * 3)) == "++@"


def two(*texts: str) -> str:
    return "---\n".join(texts)


# Two texts, and the changes in words.
WORDS: dict[str, tuple[str, str, list[tuple[str, list[str]]]]] = {
    "the same": (POD, POD, []),
    "only a comment": (POD, f"# Hi\n{POD}", []),
    "a text that cannot be read": (POD, "kind: [", []),
    "a text that could not": ("kind: [", POD, []),
    "a pod more": (POD, two(POD, POD.replace("name: web", "name: two", 1)), [("", ["Pod two added"])]),
    "a pod less": (two(POD, POD.replace("name: web", "name: two", 1)), POD, [("", ["Pod two removed"])]),
}


@pytest.mark.parametrize(("old", "new", "words"), WORDS.values(), ids=WORDS)
def test_words(old: str, new: str, words: list[tuple[str, list[str]]]) -> None:
    assert words_of(old, new, VERSION) == words


def test_words_stand_under_their_container() -> None:
    ((where, (text,)),) = words_of(POD, NEWER, VERSION)
    assert "1.27" in text
    assert "1.28" in text
    assert where
    assert compare.sentence(POD, NEWER, VERSION) != ""
    assert compare.sentence(POD, POD, VERSION) == compare.sentence(POD, "kind: [", VERSION)


def test_each_pod_of_a_file_is_compared() -> None:
    found = words_of(two(POD, POD), two(NEWER, NEWER), VERSION)
    assert sum(len(texts) for _, texts in found) == 2


def test_very_many_words_are_not_all_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compare, "SHOWN_WORDS", 1)
    found = words_of(two(POD, POD), two(NEWER, NEWER), VERSION)
    assert sum(len(texts) for _, texts in found) == 1


KINDS = {
    "the same": (POD, POD, True, False),
    "a comment more": (POD, f"# Hi\n{POD}", False, True),
    "another image": (POD, NEWER, False, False),
}


@pytest.mark.parametrize(("old", "new", "is_same", "is_only_layout"), KINDS.values(), ids=KINDS)
def test_what_kind_of_change(old: str, new: str, is_same: bool, is_only_layout: bool) -> None:
    found = compare.compare(old, new, VERSION)
    assert (found.is_same, found.is_only_layout) == (is_same, is_only_layout)
    assert found == Comparison(shortened(lines_of(old, new)), words_of(old, new, VERSION))


A, B, C = {"name": "a"}, {"name": "b"}, {"name": "c"}
PARAMETERS = {
    "none": ([], [], []),
    "the same in another order": ([A, B], [B, A], []),
    "added": ([A], [A, B], ["parameter b added"]),
    "removed": ([A, B], [B], ["parameter a removed"]),
    "changed": ([A], [{**A, "default": 1}], ["parameter a changed"]),
    "all of it": (
        [A, B],
        [{**B, "default": 1}, C],
        ["parameter c added", "parameter b changed", "parameter a removed"],
    ),
}


@pytest.mark.parametrize(("old", "new", "words"), PARAMETERS.values(), ids=PARAMETERS)
def test_parameters(old: list[dict[str, str]], new: list[dict[str, str]], words: list[str]) -> None:
    assert parameters_in_words(old, new) == words
