"""Texts in which parts are the shell's: `${DIR:-/data}:/data` has its colon behind the bracket."""

from __future__ import annotations

from collections.abc import Sequence

_MASK = "\0"


def split_outside(text: str, substitutions: Sequence[str], separator: str) -> list[str]:
    """The text between separators, of which those within a substitution are none."""
    masked = text
    for one in substitutions:
        masked = masked.replace(one, _MASK * len(one))
    pieces, position = [], 0
    for piece in masked.split(separator):
        pieces.append(text[position : position + len(piece)])
        position += len(piece) + len(separator)
    return pieces
