"""What a change does to the text, in the lines around it."""

from __future__ import annotations

import difflib

from podbuilder.builder.comparison import DiffLine

AROUND = 2


def difference(before: str, after: str) -> list[DiffLine]:
    """The lines that differ with those around them; "@" is the sign of a gap."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=AROUND)
    found = [DiffLine(line[0], line[1:]) for line in lines if not line.startswith(("---", "+++"))]
    return found[1:] if found and found[0].sign == "@" else found
