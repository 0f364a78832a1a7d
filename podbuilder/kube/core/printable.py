"""Texts of strangers as a terminal and the log of a build may show them.

A name, a key or a value may hold characters that a terminal obeys, that begin another line, or that show letters in
another order than they are in. A build reads commands in its log: GitHub Actions obeys `::error …` at the start of a
line and `##[error]` anywhere in it, Azure Pipelines `##vso[…]`.
"""

from __future__ import annotations

import re

# The control characters C0, DEL and C1, half characters, what ends lines, the byte order mark, and what turns the
# direction of writing; and the beginning of a command.
_DANGEROUS = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]|#(?=#[a-z]{0,12}\[)"
)
_SHORT = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}


def printable(text: str) -> str:
    r"""The text with what is dangerous written as JSON writes it, as in \u001b; so it stays right inside JSON."""
    return _DANGEROUS.sub(_escaped, text)


def printable_line(text: str) -> str:
    """The same as a line of its own, which begins no command either."""
    line = printable(text)
    return rf"\u003a{line[1:]}" if line.startswith("::") else line


def _escaped(match: re.Match[str]) -> str:
    return _SHORT.get(match[0]) or rf"\u{ord(match[0]):04x}"
