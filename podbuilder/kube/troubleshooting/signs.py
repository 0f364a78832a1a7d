"""Signs that need more than a phrase."""

from __future__ import annotations

import re


def word(text: str) -> str:
    """A sign for a word by itself: `file not found` says no ENOTFOUND, though it does once its blanks are taken out."""
    return rf"{text} ~ \b{re.escape(text)}\b"
