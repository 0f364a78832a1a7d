"""What strangers wrote gives no orders to a terminal or to a build."""

from __future__ import annotations

import json

import pytest

from podbuilder.kube.core.printable import printable, printable_line

HARMLESS = ("", "web", "größe 1 €", "日本語", "👩‍🚀", "a::b", "# [x]", "## Heading", "c:\\temp")
ESCAPED = {
    "a\nb\r\tc": r"a\nb\r\tc",
    "\x1b[31mred\x1b[0m": r"\u001b[31mred\u001b[0m",
    "\x00\x7f\x9b": r"\u0000\u007f\u009b",
    "a\u2028b\u2029c\u0085d": r"a\u2028b\u2029c\u0085d",
    "\u202eevil\u202c \u2066x\u2069 \u200e\u200f\u061c": r"\u202eevil\u202c \u2066x\u2069 \u200e\u200f\u061c",
    "\ud800\ufeff": r"\ud800\ufeff",
    "##[error]no ##vso[task.setvariable]": r"\u0023#[error]no \u0023#vso[task.setvariable]",
}


@pytest.mark.parametrize("text", HARMLESS)
def test_what_is_harmless_stays(text: str) -> None:
    assert printable(text) == printable_line(text) == text


@pytest.mark.parametrize("text", ESCAPED)
def test_what_is_dangerous_is_escaped(text: str) -> None:
    assert printable(text) == ESCAPED[text]
    assert json.loads(f'"{printable(text)}"') == text


@pytest.mark.parametrize("text", ["::error ::x", "\n::error ::x", "a ::error"])
def test_no_line_begins_a_command(text: str) -> None:
    assert not printable_line(text).startswith("::")
