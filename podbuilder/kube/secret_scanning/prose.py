"""Credentials in what people write about a manifest: a description, a README."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from podbuilder.kube.secret_scanning.token_formats import kind_of

# Keys of several lines, whose first line alone is always the same.
_BEGIN, _END = "-----BEGIN", "-----END"


class ProseLeak(NamedTuple):
    """A credential in a known format: its line, counted from 1, what kind it is, and the text that holds it."""

    line: int
    kind: str
    text: str


def find_in_prose(text: str) -> Iterator[ProseLeak]:
    """The credentials of a text. What only its name calls a password is not one here: prose is full of examples."""
    lines = text.splitlines()
    for number, line in enumerate(lines):
        kind = kind_of(line)
        if kind:
            yield ProseLeak(number + 1, kind, _whole(lines, number))


def _whole(lines: list[str], number: int) -> str:
    """The line, or all lines of the key that begins there."""
    if _BEGIN not in lines[number]:
        return lines[number].strip()
    end = next((n for n in range(number, min(number + 200, len(lines))) if _END in lines[n]), number)
    return "\n".join(lines[number : end + 1]).strip()
