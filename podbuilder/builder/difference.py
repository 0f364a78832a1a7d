"""What a change does to the text, in the lines around it."""

from __future__ import annotations

import difflib
from itertools import islice

from podbuilder.builder.pages.stored_diff import DiffLine

AROUND = 2


def difference(before: str, after: str) -> list[DiffLine]:
    """The lines that differ with those around them; "@" is the sign of a gap."""
    # The first two lines name files.
    lines = islice(difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=AROUND), 2, None)
    found = [DiffLine(line[0], line[1:]) for line in lines]
    return found[1:]
