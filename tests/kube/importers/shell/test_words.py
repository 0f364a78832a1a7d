"""A line becomes words, without their quotes, and the operators between them."""

from __future__ import annotations

import pytest

from podbuilder.kube.importers.shell.ordinals import ordinals
from podbuilder.kube.importers.shell.substitution import Unclosed
from podbuilder.kube.importers.shell.token import ShellToken, TokenType
from podbuilder.kube.importers.shell.words import read_line

SHORT = {
    TokenType.WORD: "",
    TokenType.OPERATOR: "op ",
    TokenType.REDIRECTION: "to ",
    TokenType.COMMENT: "comment ",
    TokenType.JOINT: "joint ",
    TokenType.BREAK: "break",
}

LINES = {
    "words": ("a  b\tc", ["a", "b", "c"]),
    "quotes": ("'a b' \"c d\" e'f'\"g\" ''", ["a b", "c d", "efg", ""]),
    "escapes": (r"a\ b \' c\d", ["a b", "'", "cd"]),
    "escapes in quotes": (r'"a\"b\\c\$d\e" ' + r"'a\b'", [r'a"b\c$d\e', r"a\b"]),
    "the end of the line": ("a\nb", ["a", "break"]),
    "joined lines": ("a \\\n b \\\r\n> c", ["a", "b", "c"]),
    "joined within quotes": ('"a \\\nb"', ["a b"]),
    "a line's end within quotes": ("'a\nb'", ["a\nb"]),
    "blanks behind the backslash": ("a \\ \n b", ["a", "joint \\", "b"]),
    "a comment behind the backslash": ("a \\ # why\n b", ["a", "joint \\ # why", "b"]),
    "a backslash at the very end": ("a \\", ["a", "joint \\"]),
    "a backslash behind a word, with blanks": ("a\\ \nb", ["a", "joint \\", "b"]),
    "a lost end of the line": ("a \\ -b \\  c", ["a", "joint \\", "-b", "joint \\", "c"]),
    "no lost end of the line": (r"a \ b c\ -d", ["a", " b", "c -d"]),
    "PowerShell": ("a `\n b", ["a", "joint `", "b"]),
    "the command prompt": ("a ^\r\n b", ["a", "joint ^", "b"]),
    "operators": ("a;b && c|d || e & f", ["a", "op ;", "b", "op &&", "c", "op |", "d", "op ||", "e", "op &", "f"]),
    "brackets": ("(a)", ["op (", "a", "op )"]),
    "redirections": ("a >b 2>&1 <c >>d", ["a", "to >", "b", "to 2>&1", "to <", "c", "to >>", "d"]),
    "a redirection in a word": ("a>b", ["a", "to >", "b"]),
    "a number that is no redirection": ("a2>b 3", ["a2", "to >", "b", "3"]),
    "a comment": ("a # b c\nd", ["a", "comment # b c", "break"]),
    "a comment at the end": ("# b", ["comment # b"]),
    "no comment": ("a#b", ["a#b"]),
    "a gap": ("-e A=<your name> b", ["-e", "A=<your name>", "b"]),
    "a path of Windows": (r"-v c:\a\b:d:\e f", ["-v", r"c:\a\b:d:\e", "f"]),
    "an escape behind a colon": (r"ab:\c", ["ab:c"]),
    "a lone dollar sign": ("a$ $", ["a$", "$"]),
    "nothing": ("", []),
}


def tokens(text: str) -> list[ShellToken]:
    return read_line(text, 0, ordinals(text))[0]


@pytest.mark.parametrize(("text", "expected"), LINES.values(), ids=LINES)
def test_a_line_is_split(text: str, expected: list[str]) -> None:
    assert [SHORT[token.type] + token.text for token in tokens(text)] == expected


SUBSTITUTIONS = {
    "in a word": ("a$B-${C}", ("$B", "${C}")),
    "in double quotes": ('"$(a b)":x', ("$(a b)",)),
    "in single quotes": ("'$A'", ()),
    "escaped": (r"\$A", ()),
    "a home folder": ("~/x", ("~",)),
}


@pytest.mark.parametrize(("text", "expected"), SUBSTITUTIONS.values(), ids=SUBSTITUTIONS)
def test_what_the_shell_would_replace_is_told(text: str, expected: tuple[str, ...]) -> None:
    (token,) = tokens(text)
    assert token.substitutions == expected


def test_a_word_says_where_it_stands() -> None:
    first, second = tokens("a $(b c)")
    assert (first.start, first.stop, first.ordinals) == (0, 1, (0,))
    assert (second.start, second.stop, second.ordinals) == (2, 8, (1, 2))


def test_the_next_line_is_left_alone() -> None:
    text = "a\nb"
    assert read_line(text, 0, ordinals(text))[1] == 2


@pytest.mark.parametrize(("text", "position"), [("a 'b", 2), ('a "b', 2), ('a "b\\', 2), ("a ${b", 2)])
def test_what_is_never_closed(text: str, position: int) -> None:
    with pytest.raises(Unclosed) as refused:
        tokens(text)
    assert refused.value.args == (position,)
