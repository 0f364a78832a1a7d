"""How much of a text is read, by what is to be done with it."""

from __future__ import annotations

import sys
from typing import NamedTuple

from podbuilder.kube.core.limits import MAX_CHARACTERS, MAX_DOCUMENTS, MAX_LINES, MAX_NODES


class Limits(NamedTuple):
    """How much is read of one text, and of each of its documents."""

    characters: int
    lines: int
    documents: int
    values: int


# A text that is edited is read again for each edit.
EDITED = Limits(MAX_CHARACTERS, MAX_LINES, MAX_DOCUMENTS, MAX_NODES)
# A file that is only judged is read once, and what has no pod is passed by.
JUDGED = Limits(sys.maxsize, sys.maxsize, sys.maxsize, sys.maxsize)
