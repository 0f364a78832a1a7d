"""Names that a team gives with * in place of anything: `team-*`, `*.example.com/*`."""

from __future__ import annotations

from collections.abc import Iterable

ANY = "*"


def fits(text: str, pattern: str) -> bool:
    """Whether a text is what a pattern says; takes one pass over the text."""
    first, *others = pattern.split(ANY)
    if not others:
        return text == first
    *between, last = others
    if len(text) < len(first) + len(last) or not (text.startswith(first) and text.endswith(last)):
        return False
    at, end = len(first), len(text) - len(last)
    for part in between:
        at = text.find(part, at, end)
        if at < 0:
            return False
        at += len(part)
    return True


def fits_any(text: str, patterns: Iterable[str]) -> bool:
    """Whether a text is what one of several patterns says."""
    return any(fits(text, pattern) for pattern in patterns)
