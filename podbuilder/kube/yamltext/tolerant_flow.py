"""Reading brackets and braces that may be incomplete, in a text that is being typed."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from podbuilder.kube.yamltext.source import BLANK

Path = tuple[str | int, ...]

QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\']|\'\')*\'')
# More nested brackets, or dashes on one line, than this are not followed.
DEEPEST = 30
_BLANKS = re.compile(r"[ \t\r\n]+|#[^\r\n]*")
_FLOW_END = re.compile(r"[,\[\]{}\r\n]|:(?=[\s,\[\]{}]|\Z)|(?<=\s)#")


def plain(raw: str) -> str:
    """A scalar without its quotes; escapes stay as they are."""
    return raw[1:-1] if len(raw) > 1 and raw[0] in "\"'" and raw[-1] == raw[0] else raw


class CursorSpot(NamedTuple):
    """What is at the cursor: `kind` as in cursor.Cursor, and where the piece of text being written starts and ends."""

    kind: str
    path: Path
    start: int
    end: int
    # The mapping that a key is added to.
    within: dict[str, Any] | None = None
    flow: bool = False


class CursorFinder:
    """Notes what is at the cursor, at the offset `at` of a text, while the text is read."""

    def __init__(self, text: str, at: int) -> None:
        self.text = text
        self.at = at
        self.spot: CursorSpot | None = None

    def note(self, kind: str, path: Path, start: int, end: int, within: Any = None, *, flow: bool = False) -> None:
        """Keep this spot if the cursor is between `start` and `end`; the first one that fits counts."""
        if self.spot is None and start <= self.at <= end:
            self.spot = CursorSpot(kind, path, start, end, within, flow)


class FlowReader:
    """Reads a list or mapping in brackets as far as it is complete."""

    def __init__(self, finder: CursorFinder, offset: int, stop: int) -> None:
        self.finder = finder
        self.text = finder.text
        self.offset = offset
        # Brackets that are never closed end here.
        self.stop = stop

    def value(self, path: Path, depth: int) -> Any:
        self._skip()
        opening = self._peek()
        if opening and opening in "{[" and depth < DEEPEST:
            self.offset += 1
            return self._mapping(path, depth) if opening == "{" else self._list(path, depth)
        start, text = self._token()
        self.finder.note("value", path, start, start + len(text), flow=True)
        return plain(text) if text else None

    def _mapping(self, path: Path, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while True:
            gap = self.offset
            self._skip()
            start, key = self._token()
            if key:
                self.finder.note("key", path, start, start + len(key), found, flow=True)
            self._gap("key", path, gap, start, found)
            if key:
                found[plain(key)] = None
                gap = self.offset
                self._skip()
                if self._peek() == ":":
                    self.offset += 1
                    found[plain(key)] = self.value((*path, plain(key)), depth + 1)
            if self._ends("}"):
                return found

    def _list(self, path: Path, depth: int) -> list[Any]:
        found: list[Any] = []
        while True:
            gap = self.offset
            self._skip()
            if self._peek() not in ("]", "", ","):
                here = self.offset
                found.append(None)
                found[-1] = self.value((*path, len(found) - 1), depth + 1)
                self._gap("value", (*path, len(found) - 1), gap, here)
            else:
                self._gap("value", (*path, len(found)), gap, self.offset)
            if self._ends("]"):
                return found

    def _gap(self, kind: str, path: Path, start: int, end: int, within: Any = None) -> None:
        """Note a cursor in the blanks between two tokens."""
        at = self.finder.at
        if start <= at <= end and self.text[at - 1 : at] != ":":
            self.finder.note(kind, path, at, at, within, flow=True)

    def _peek(self) -> str:
        return self.text[self.offset] if self.offset < self.stop else ""

    def _skip(self) -> None:
        """Step over blanks and comments; nothing can be completed in a comment."""
        while match := _BLANKS.match(self.text, self.offset, self.stop):
            self.offset = match.end()
            if match.group().startswith("#"):
                self.finder.note("", (), match.start() + 1, match.end())

    def _ends(self, closing: str) -> bool:
        """Step over what follows an entry or item, and tell whether the collection ends there."""
        self._skip()
        sign = self._peek()
        self.offset += 1 if sign else 0
        return not sign or sign == closing or sign in "]}"

    def _token(self) -> tuple[int, str]:
        """Where the next scalar starts, and its text; empty if a bracket, comma or colon comes first."""
        start = self.offset
        quoted = QUOTED.match(self.text, start, self.stop)
        if quoted:
            self.offset = quoted.end()
            return start, quoted.group()
        end = _FLOW_END.search(self.text, start, self.stop)
        self.offset = end.start() if end else self.stop
        return start, self.text[start : self.offset].rstrip(BLANK)
