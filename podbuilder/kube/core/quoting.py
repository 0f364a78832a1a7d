"""How messages show values."""

from __future__ import annotations

LONGEST_SHOWN = 60


def cut(text: str) -> str:
    """The text, without its end if it is too long to be read in a sentence."""
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"


def quote(text: str) -> str:
    """The text in quotes, shortened if it is long."""
    return f'"{cut(text)}"'
