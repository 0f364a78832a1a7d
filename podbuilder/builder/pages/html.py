"""HTML written by hand, where a template would take too long."""

from __future__ import annotations

import re
from html import escape

_SPECIAL = re.compile("[&<>\"']").search


def escaped(text: str) -> str:
    """The text escaped for HTML; checking first is quicker, because most texts have nothing to escape."""
    return escape(text) if _SPECIAL(text) else text
