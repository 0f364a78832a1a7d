"""Whole numbers that people and programs send as text."""

from __future__ import annotations

# What a database's ordinary integer column, and most numbers in Kubernetes' API, can hold.
INT32_MAX = (1 << 31) - 1
_DIGITS = 40


def whole_number(text: str, most: int = INT32_MAX, least: int = 0) -> int | None:
    """The number that a text's decimal digits stand for, from `least` to `most`; None for any other text.

    Only the ten ASCII digits count: Python's int() also reads those of other scripts, and signs and underscores.
    """
    if len(text) > _DIGITS or not (text.isascii() and text.isdecimal()):
        return None
    number = int(text)
    return number if least <= number <= most else None
