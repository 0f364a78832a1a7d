"""The words of a command that is one text."""

from __future__ import annotations

import pytest

from podbuilder.kube.importers.compose.problem import UnreadableValue
from podbuilder.kube.importers.compose.shell_words import split

SPLIT: dict[str, tuple[str, list[str], str]] = {
    "nothing": ("", [], ""),
    "words": (" a\tb\nc ", ["a", "b", "c"], ""),
    "quotes": ("a 'b c' \"d e\"f ''", ["a", "b c", "d ef", ""], ""),
    "quotes in quotes": ("\"a 'b'\" 'c \"d\"'", ["a 'b'", 'c "d"'], ""),
    "backslashes": ('a\\ b \'c\\\' "d\\""', ["a b", "c\\", 'd"'], ""),
    "no comment": ("a #b", ["a", "#b"], ""),
    "a substitution": ("a $(b c) d", ["a", "$(b c)", "d"], ""),
    "quotes in a substitution": ("$('a b\")", ["$('a b\")"], ""),
    "backquotes": ("`a b` c", ["`a b`", "c"], ""),
    "quotes in backquotes": ("`a 'b c' d`", ["`a b c d`"], ""),
    "backquotes in quotes": ("\"`\" '`' \"(\" ')'", ["`", "`", "(", ")"], ""),
    "parentheses that open and close": ("a)b c)d", ["a)b c)d"], ""),
    "and": ("a b && c", ["a", "b"], "&& c"),
    "a pipe within a word": ("a|b", ["a"], "|b"),
    "a redirection": ("a>b", ["a"], ">b"),
    "a redirection of a file": ("a 2>&1 b", ["a"], ">&1 b"),
    "operators in quotes": ("sh -c 'a && b'", ["sh", "-c", "a && b"], ""),
}


@pytest.mark.parametrize(("line", "words", "left_out"), [pytest.param(*case, id=name) for name, case in SPLIT.items()])
def test_words(line: str, words: list[str], left_out: str) -> None:
    assert split(line) == (words, left_out)


def test_how_long_a_command_may_be() -> None:
    with pytest.raises(UnreadableValue, match="at most 131,072 characters"):
        split("a" * 131_073)


@pytest.mark.parametrize("line", ["a 'b", 'a "b', "a (b)", "$(a (b))", "a)b", "`a", "a\\", "(a)"])
def test_what_cannot_be_split(line: str) -> None:
    with pytest.raises(UnreadableValue, match="must be closed"):
        split(line)
