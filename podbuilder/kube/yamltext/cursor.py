"""What is at a cursor, and what could be: the path in the document, even of a text that cannot be read yet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from podbuilder.kube.yamltext.source import Source, split_lines
from podbuilder.kube.yamltext.tolerant_flow import Path
from podbuilder.kube.yamltext.tolerant_reader import TolerantReader

# Longer texts than this get no help at the cursor.
MAX_CHARACTERS = 1 << 17
_MARKER = re.compile(r"(?:---|\.\.\.)(?=[ \t]|\Z)")


@dataclass(frozen=True)
class Cursor:
    """The place of a cursor. Columns count from 0, in characters."""

    # "key": a mapping's key is being written. "value": a key's value, or an item in brackets. "node": whatever
    # follows a key or a dash, on a line of its own or after the dash. "item": a further item of a list, whose dash is
    # not written yet. "": nothing that could be completed, as in a comment or in the middle of a text.
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
    """What is at a line and column of `text`, both counted from 0; places outside the text are moved into it."""
    if len(text) > MAX_CHARACTERS:
        return Cursor("", (), "", "", 0, frozenset(), None)
    source, lines = Source(text), split_lines(text)
    starts = source.line_starts
    line = min(max(line, 0), len(lines) - 1)
    at = starts[line] + min(max(column, 0), len(lines[line]))
    markers = [number for number, content in enumerate(lines) if _MARKER.match(content)]
    if line in markers:
        return Cursor("", (), "", "", at - starts[line], frozenset(), None)
    first = max((number + 1 for number in markers if number < line), default=0)
    last = min((number - 1 for number in markers if number > line), default=len(lines) - 1)
    reader = TolerantReader(source, lines, first, last, at)
    spot = reader.finder.spot
    if spot is None or not spot.kind:
        return Cursor("", (), "", "", at - starts[line], frozenset(), reader.document)
    token = text[spot.start : spot.end]
    taken = frozenset(spot.within or ()) - {token, token.strip("\"'")}
    word = text[spot.start : at]
    return Cursor(
        spot.kind, spot.path, word, token, spot.start - starts[line], taken, reader.document, is_flow=spot.flow
    )
