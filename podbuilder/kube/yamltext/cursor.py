"""What stands at a cursor, and what could: the path in the document, also of a text that cannot be read yet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from podbuilder.kube.yamltext.sketch import Path, Sketch
from podbuilder.kube.yamltext.source import Source

# Longer texts than this get no help at the cursor.
MAX_CHARACTERS = 1 << 18
_MARKER = re.compile(r"(?:---|\.\.\.)(?=[ \t]|\Z)")


@dataclass(frozen=True)
class Cursor:
    """The place of a cursor. Columns count from 0, in characters."""

    # "key": a mapping's key is being written. "value": a key's value, or an item in brackets. "node": whatever a key or
    # a dash is followed by, on a line of its own or after the dash. "item": a further item of a list, its dash missing
    # yet. "": nothing that could be completed, as in a comment or in the middle of a text.
    kind: str
    # Of the mapping for a key, else of the value itself; in the whole document.
    path: Path
    # The piece that is being written: up to the cursor, and as a whole; and the column where it starts.
    word: str
    token: str
    start: int
    # The keys that the mapping has besides this one.
    taken: frozenset[str]
    # The document as far as it can be made out: texts, dicts, lists and None.
    document: Any
    is_flow: bool = False


def locate(text: str, line: int, column: int) -> Cursor:
    """What stands at a line and column of `text`, both counted from 0; places outside the text are moved into it."""
    source = Source(text)
    starts = source.line_starts
    line = min(max(line, 0), len(starts) - 1)
    at = min(starts[line] + max(column, 0), source.end_of_line(starts[line]))
    nothing = Cursor("", (), "", "", at - starts[line], frozenset(), None)
    if len(text) > MAX_CHARACTERS or _MARKER.match(source.whole_line(line)):
        return nothing
    first, last = _document_around(source, line)
    sketch = Sketch(source, first, last, at)
    spot = sketch.spot
    if spot is None or not spot.kind:
        return Cursor("", (), "", "", at - starts[line], frozenset(), sketch.document)
    token = text[spot.start : spot.end]
    taken = frozenset(spot.within or ()) - {token, token.strip("\"'")}
    word = text[spot.start : at]
    return Cursor(
        spot.kind, spot.path, word, token, spot.start - starts[line], taken, sketch.document, is_flow=spot.flow
    )


def _document_around(source: Source, line: int) -> tuple[int, int]:
    """The first and last line of the document that `line` belongs to, without its markers."""
    count = len(source.line_starts)
    first = next((n + 1 for n in range(line, -1, -1) if _MARKER.match(source.whole_line(n))), 0)
    last = next((n - 1 for n in range(line + 1, count) if _MARKER.match(source.whole_line(n))), count - 1)
    return first, last
