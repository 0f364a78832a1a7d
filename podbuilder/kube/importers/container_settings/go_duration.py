"""Durations as Go programs read them: `1m30s`, `500ms`."""

from __future__ import annotations

import math
import re
from fractions import Fraction

_PART = re.compile(r"([0-9]{1,12}(?:\.[0-9]{1,9})?)(ns|us|µs|μs|ms|s|m|h)")
_SECONDS = {
    "ns": Fraction(1, 10**9),
    **dict.fromkeys(("us", "µs", "μs"), Fraction(1, 10**6)),
    "ms": Fraction(1, 1000),
    "s": Fraction(1),
    "m": Fraction(60),
    "h": Fraction(3600),
}
_LONGEST = (1 << 31) - 1


def seconds(text: str, least: int = 1) -> int | None:
    """Whole seconds, rounded up; None if the text is no duration. A duration of 0 is 0, others are at least `least`."""
    total, position = Fraction(0), 0
    while position < len(text):
        part = _PART.match(text, position)
        if not part:
            break
        total += Fraction(part[1]) * _SECONDS[part[2]]
        position = part.end()
    if text == "0" or (total == 0 and position and position == len(text)):
        return 0
    if not position or position < len(text):
        return None
    return min(max(math.ceil(total), least), _LONGEST)
