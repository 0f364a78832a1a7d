"""What is read out to people who do not see the page change: a sentence, and not a page."""

from __future__ import annotations

from django.utils.text import Truncator

LONGEST = 200


def announced(text: str) -> str:
    """The text, cut where it would take too long to listen to."""
    return Truncator(text).chars(LONGEST)
