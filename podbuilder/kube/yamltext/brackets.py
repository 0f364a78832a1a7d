"""Reading what stands in brackets, as far as it is there, for a sketch of a text that is being typed."""

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


class Spot(NamedTuple):
    """What the cursor was found at: `kind` as in cursor.Cursor, and the stretch of text that is being written."""

    kind: str
    path: Path
    start: int
    end: int
    # The mapping that a key is added to.
    within: dict[str, Any] | None = None
    flow: bool = False


class Finder:
    """Looks for the cursor, which stands at the offset `at` of a text."""

    def __init__(self, text: str, at: int) -> None:
        self.text = text
        self.at = at
        self.spot: Spot | None = None

    def note(self, kind: str, path: Path, start: int, end: int, within: Any = None, *, flow: bool = False) -> None:
        """Remember the cursor's place if it lies in this stretch; the first that fits is meant."""
        if self.spot is None and start <= self.at <= end:
            self.spot = Spot(kind, path, start, end, within, flow)


class Flow:
    """Reads what stands in brackets, as far as it is there."""

    def __init__(self, finder: Finder, offset: int, stop: int) -> None:
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
        """The cursor in the blanks between two pieces."""
        at = self.finder.at
        if start <= at <= end and self.text[at - 1 : at] != ":":
            self.finder.note(kind, path, at, at, within, flow=True)

    def _peek(self) -> str:
        return self.text[self.offset] if self.offset < self.stop else ""

    def _skip(self) -> None:
        """Step over blanks and comments; a cursor in a comment is nowhere."""
        while match := _BLANKS.match(self.text, self.offset, self.stop):
            self.offset = match.end()
            if match.group().startswith("#"):
                self.finder.note("", (), match.start() + 1, match.end())

    def _ends(self, closing: str) -> bool:
        """Step over what follows a piece; whether the collection ends with it."""
        self._skip()
        sign = self._peek()
        self.offset += 1 if sign else 0
        return not sign or sign == closing or sign in "]}"

    def _token(self) -> tuple[int, str]:
        """Where the next scalar starts, and its text; empty where a sign stands."""
        start = self.offset
        quoted = QUOTED.match(self.text, start, self.stop)
        if quoted:
            self.offset = quoted.end()
            return start, quoted.group()
        end = _FLOW_END.search(self.text, start, self.stop)
        self.offset = end.start() if end else self.stop
        return start, self.text[start : self.offset].rstrip(BLANK)
