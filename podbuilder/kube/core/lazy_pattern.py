"""Regular expressions that are compiled when they are first used.

Compiling one with large sets of characters takes milliseconds, which a program that looks at one pod and ends must not
spend on expressions that it never uses.
"""

from __future__ import annotations

import re
from typing import Any, cast


def lazy_pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """`re.compile(text, flags)`, delayed until the first use, when a mistake in the expression raises re.error."""
    return cast("re.Pattern[str]", _LazyPattern(text, flags))


class _LazyPattern:
    """Stands for a compiled expression; from the first use on, its methods are that expression's own."""

    def __init__(self, text: str, flags: int) -> None:
        self._text = text
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        # Called only for what is not in the instance yet, so a method costs nothing extra after its first use.
        found = getattr(re.compile(self._text, self._flags), name)
        setattr(self, name, found)
        return found
