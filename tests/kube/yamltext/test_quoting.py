"""Scalars as new text: plain where that is safe, in quotes otherwise."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.yamltext import quoting
from podbuilder.kube.yamltext.scalars import Octal

PLAIN = [
    *("a", "A", "é", "nginx:1.27", "/bin/sh", "./run", "$(A)", "-c", "--flag=a", "_a", "__a"),
    *("500m", "1.5Gi", "2Ki", "1Ei", "30s", "100ms", "5h", "10min", "3k", "two words", "a#b", "it's", "a,b"),
]
QUOTED = [
    *("", " a", "a ", "a: b", "a:", "a #b", "#a", "- a", "-", "--", "-1", "_1", "1", "1.5", "1E", "0x1", "8080"),
    *("y", "No", "TRUE", "null", "~", "nan", "Infinity", "@a", "*a", "&a", "!a", "[a", "{a", "%a", "?", "|", ">"),
    *("a\nb", "a\tb", "a\u2028b", "\ufeff", "a\x7f", "a\u00a0b"),
]


@pytest.mark.parametrize("text", PLAIN)
def test_plain(text: str) -> None:
    assert quoting.is_plain(text)
    assert quoting.scalar(text) == text


@pytest.mark.parametrize("text", QUOTED, ids=ascii)
def test_not_plain(text: str) -> None:
    assert not quoting.is_plain(text)
    assert quoting.scalar(text) == quoting.double_quoted(text)


FLOW = {
    "a word": ("a", False, True),
    "a comma": ("a,b", False, False),
    "a bracket": ("a]", False, False),
    "a brace": ("a{b", False, False),
    "a question mark": ("a?", False, False),
    "a colon": ("nginx:1", False, False),
    "a colon where there was one": ("nginx:1", True, True),
    "a comma where there was a colon": ("a:1,b", True, False),
}


@pytest.mark.parametrize(("text", "colon", "is_plain"), FLOW.values(), ids=FLOW)
def test_plain_in_brackets(text: str, colon: bool, is_plain: bool) -> None:
    assert quoting.is_plain(text, in_flow=True, colon=colon) is is_plain


DOUBLE = {
    "a word": ("a", '"a"'),
    "signs": ('"\\\n\r\t', '"\\"\\\\\\n\\r\\t"'),
    "control characters": ("\x00\x1b", '"\\u0000\\u001b"'),
    "letters and emoji": ("é😀", '"é😀"'),
    "spaces of other kinds": ("\u00a0\u3000", '"\\u00a0\\u3000"'),
    "beyond 16 bits": ("\U000e0001", '"\\U000e0001"'),
}


@pytest.mark.parametrize(("text", "quoted"), DOUBLE.values(), ids=DOUBLE)
def test_double_quoted(text: str, quoted: str) -> None:
    assert quoting.double_quoted(text) == quoted


SINGLE = {
    "a word": ("a", "'a'"),
    "a quote": ("it's", "'it''s'"),
    "a backslash": ("a\\b", "'a\\b'"),
    "nothing": ("", None),
    "space at an end": ("a ", None),
    "a line break": ("a\nb", None),
}


@pytest.mark.parametrize(("text", "quoted"), SINGLE.values(), ids=SINGLE)
def test_single_quoted(text: str, quoted: str | None) -> None:
    assert quoting.single_quoted(text) == quoted


SCALARS: dict[str, tuple[Any, str, str]] = {
    "plain": ("a", "", "a"),
    "plain where that is not safe": ("1", "", '"1"'),
    "single": ("a", "'", "'a'"),
    "single where it cannot be": ("a\nb", "'", '"a\\nb"'),
    "double": ("a", '"', '"a"'),
    "null": (None, "'", "null"),
    "true": (True, "", "true"),
    "false": (False, "", "false"),
    "a number": (-7, "'", "-7"),
    "a fraction": (0.5, "", "0.5"),
    "an exponent": (1e-7, "", "1.0e-07"),
    "an exponent after a point": (1.5e300, "", "1.5e+300"),
    "a mode": (Octal(0o644), "", "0644"),
    "no mode": (Octal(0), "", "0"),
}


@pytest.mark.parametrize(("value", "style", "text"), SCALARS.values(), ids=SCALARS)
def test_scalar(value: Any, style: str, text: str) -> None:
    assert quoting.scalar(value, style) == text


def test_octal() -> None:
    assert [quoting.octal(value) for value in (0, 7, 8, -1)] == ["0", "07", "010", "-1"]
    assert quoting.octal(8, "0o") == "0o10"


def test_json_scalar() -> None:
    assert [quoting.json_scalar(value) for value in ("é\n", None, True, 1.5)] == ['"é\\n"', "null", "true", "1.5"]


BLOCKS: dict[str, tuple[str, bool, list[str] | None]] = {
    "lines": ("a\nb\n", True, ["|", "  a", "  b"]),
    "lines without an end": ("a\nb", True, ["|-", "  a", "  b"]),
    "blank lines between": ("a\n\nb\n", True, ["|", "  a", "", "  b"]),
    "blank lines at the end": ("a\n\n", True, ["|+", "  a", ""]),
    "blank lines at the end that cannot be kept": ("a\n\n", False, None),
    "space before the first line": (" a\nb\n", True, ["|2", "   a", "  b"]),
    "a blank line first": ("\na\n", True, ["|2", "", "  a"]),
    "one line": ("a", True, None),
    "only blank lines": ("\n\n", True, None),
    "a line of spaces": ("a\n  \nb\n", True, None),
    "a tab first": ("\ta\nb\n", True, None),
    "a tab first after a blank line": ("\n\ta\n", True, None),
    "a tab later": ("a\n\tb\n", True, ["|", "  a", "  \tb"]),
    "a carriage return": ("a\r\nb\n", True, None),
    "a control character": ("a\x00\nb\n", True, None),
}


@pytest.mark.parametrize(("text", "keep", "lines"), BLOCKS.values(), ids=BLOCKS)
def test_block_scalar(text: str, keep: bool, lines: list[str] | None) -> None:
    assert quoting.block_scalar(text, "  ", 2, keep) == lines
