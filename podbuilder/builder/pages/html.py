"""HTML written by hand, where a template would take too long."""

from __future__ import annotations

import re
from html import escape

_SPECIAL = re.compile("[&<>\"']").search


def escaped(text: str) -> str:
    """The text as HTML; most has nothing to escape, and to see that is quicker than to try."""
    return escape(text) if _SPECIAL(text) else text
