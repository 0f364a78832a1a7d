"""A rough reading of a document that need not be YAML at the moment: what most likely is meant, from its indentation.

Where a person is typing, the text is broken most of the time. A sketch never refuses: lines it can make nothing of are
passed over, values are texts, and a key that stands too deep belongs to what stands above it.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from podbuilder.kube.yamltext.source import BLANK, Source

Path = tuple[str | int, ...]

_COLON = re.compile(r":(?=[ \t]|\Z)")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\']|\'\')*\'')
_PROPERTIES = re.compile(r"(?:[&!][^\s,\[\]{}]*[ \t]+)+")
_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#")
_FLOW_END = re.compile(r"[,\[\]{}\r\n]|:(?=[\s,\[\]{}]|\Z)|(?<=\s)#")
# More nested brackets than this are not followed.
_DEEPEST = 30


class Spot(NamedTuple):
    """What the cursor was found at: `kind` as in cursor.Cursor, and the stretch of text that is being written."""

    kind: str
    path: Path
    start: int
    end: int
    # The mapping that a key is added to.
    within: dict[str, Any] | None = None
    flow: bool = False


class _Frame:
    """A collection that is still open: where its keys or dashes stand, and the entry that was begun last."""

    def __init__(self, indent: int, node: dict[str, Any] | list[Any], path: Path) -> None:
        self.indent = indent
        self.node = node
        self.path = path
        self.key = ""

    @property
    def is_list(self) -> bool:
        return isinstance(self.node, list)

    @property
    def child_path(self) -> Path:
        if isinstance(self.node, list):
            return (*self.path, len(self.node) - 1)
        return (*self.path, self.key) if self.indent >= 0 else ()

    @property
    def child(self) -> Any:
        if isinstance(self.node, list):
            return self.node[-1] if self.node else None
        return self.node.get(self.key)

    @child.setter
    def child(self, value: Any) -> None:
        if isinstance(self.node, list):
            self.node[-1:] = [value]
        else:
            self.node[self.key] = value


class Sketch:
    """Reads lines `first` to `last` of a text, and notes what stands at the offset `at`."""

    def __init__(self, source: Source, first: int, last: int, at: int) -> None:
        self.source = source
        self.text = source.text
        self.at = at
        self.spot: Spot | None = None
        self._root = _Frame(-1, {}, ())
        self._stack = [self._root]
        self._block: int | None = None  # the column of the key whose text follows `|` or `>`
        self._resume = 0  # the offset up to which brackets have been read already
        for line in range(first, last + 1):
            self._line(source.line_starts[line], source.whole_line(line))

    @property
    def document(self) -> Any:
        """What was read; texts, dicts and lists, with None for what has no value yet."""
        return self._root.child

    def _note(self, kind: str, path: Path, start: int, end: int, within: Any = None, *, flow: bool = False) -> None:
        """Remember the cursor's place if it lies in this stretch; the first that fits is meant."""
        if self.spot is None and start <= self.at <= end:
            self.spot = Spot(kind, path, start, end, within, flow)

    # Lines.

    def _line(self, start: int, line: str) -> None:
        end = start + len(line)
        if end < self._resume or (self._resume and start < self._resume):
            return
        column = len(line) - len(line.lstrip(BLANK))
        if self._block is not None:
            if column > self._block or not line.strip(BLANK):
                if line.strip(BLANK) or self.at - start > self._block:
                    self._note("", (), start, end)
                    return
            else:
                self._block = None
        if column == len(line):
            if start <= self.at <= end:
                self._bare(self.at - start, self.at, self.at)
            return
        if line[column] == "#":
            self._note("", (), start + column, end)
            return
        column = self._dashes(start, line, column)
        if column < len(line) and line[column] != "#":
            self._content(start, line, column)

    def _dashes(self, start: int, line: str, column: int) -> int:
        """Open the items that a line begins; the column after their dashes."""
        while line[column : column + 1] == "-" and line[column + 1 : column + 2] in ("", " ", "\t"):
            self._open_item(column)
            after = len(line) - len(line[column + 1 :].lstrip(BLANK))
            if after == len(line) and column + 1 < self.at - start <= after:
                self._bare(self.at - start, self.at, self.at)
            column = after
        return column

    def _content(self, start: int, line: str, column: int) -> None:
        """What stands on a line after indentation and dashes."""
        colon = _key_end(line, column)
        if colon is None:
            self._scalar_line(start, line, column)
            return
        raw = line[column:colon].rstrip(BLANK)
        frame = self._open_key(column, _plain(raw))
        self._note("key", frame.path, start + column, start + column + len(raw), frame.node)
        after = len(line) - len(line[colon + 1 :].lstrip(BLANK))
        properties = _PROPERTIES.match(line, after)
        after = properties.end() if properties else after
        if after == len(line) or line[after] == "#":
            if colon + 1 < self.at - start <= after:
                self._note("value", frame.child_path, self.at, self.at)
            return
        if line[after] in "|>":
            self._block = column
            frame.child = ""
            return
        frame.child = self._value(frame.child_path, start, line, after)

    def _value(self, path: Path, start: int, line: str, column: int) -> Any:
        if line[column] in "{[":
            reader = _Flow(self, start + column, column)
            value = reader.value(path, 0)
            self._resume = reader.offset if reader.offset > start + len(line) else 0
            return value
        end = _scalar_end(line, column)
        self._note("value", path, start + column, start + end)
        return _plain(line[column:end])

    def _scalar_line(self, start: int, line: str, column: int) -> None:
        """A line without a key: an item's value, a word that will be a key, or text that goes on."""
        end = _scalar_end(line, column)
        if line[column] not in "{[" and start + column <= self.at <= start + end:
            self._bare(column, start + column, start + end)
        frame = self._stack[-1]
        if frame.child is None and column > frame.indent and (frame.node or frame is self._root):
            value = self._value(frame.child_path, start, line, column)
            # A lone word at the cursor is no value yet: most likely a key is being typed.
            if self.spot is None or not start <= self.spot.start <= start + end or line[column] in "{[":
                frame.child = value
        if self.spot is None:
            self._note("", (), start + end, start + len(line))

    # Collections.

    def _open_item(self, column: int) -> None:
        stack = self._stack
        while stack[-1].indent > column:
            stack.pop()
        top = stack[-1]
        if not top.is_list or (top.indent < column and top.child is None and top.node):
            held = top.child
            top = _Frame(column, held if isinstance(held, list) else [], top.child_path)
            if held is None:
                stack[-1].child = top.node
            stack.append(top)
        if isinstance(top.node, list):
            top.node.append(None)

    def _open_key(self, column: int, key: str) -> _Frame:
        _close(self._stack, column)
        top = self._stack[-1]
        if top.is_list or top.indent < column:
            held = top.child
            frame = _Frame(column, held if isinstance(held, dict) else {}, top.child_path)
            if held is None:
                top.child = frame.node
            self._stack.append(frame)
            top = frame
        top.key = key
        if isinstance(top.node, dict):
            top.node[key] = None
        return top

    def _bare(self, column: int, start: int, end: int) -> None:
        """The cursor stands at a place of its own: what could be written there."""
        stack = list(self._stack)
        _close(stack, column)
        top = stack[-1]
        held = top.child
        if top.indent == column and isinstance(top.node, dict):
            self._note("key", top.path, start, end, top.node)
        elif held is None:
            self._note("node", top.child_path, start, end)
        elif isinstance(held, dict):
            self._note("key", top.child_path, start, end, held)
        elif isinstance(held, list):
            self._note("item", (*top.child_path, len(held)), start, end)
        else:
            self._note("", (), start, end)


class _Flow:
    """Reads what stands in brackets, as far as it is there."""

    def __init__(self, sketch: Sketch, offset: int, column: int) -> None:
        self.sketch = sketch
        self.text = sketch.text
        self.offset = offset
        # Brackets that are never closed end before the next key of the block around them.
        self.stop = _unclosed_end(sketch.source, offset, column)

    def value(self, path: Path, depth: int) -> Any:
        self._skip()
        opening = self._peek()
        if opening and opening in "{[" and depth < _DEEPEST:
            self.offset += 1
            return self._mapping(path, depth) if opening == "{" else self._list(path, depth)
        start, text = self._token()
        self.sketch._note("value", path, start, start + len(text), flow=True)
        return _plain(text) if text else None

    def _mapping(self, path: Path, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while True:
            gap = self.offset
            self._skip()
            start, key = self._token()
            if key:
                self.sketch._note("key", path, start, start + len(key), found, flow=True)
            self._gap("key", path, gap, start, found)
            if key:
                found[_plain(key)] = None
                gap = self.offset
                self._skip()
                if self._peek() == ":":
                    self.offset += 1
                    found[_plain(key)] = self.value((*path, _plain(key)), depth + 1)
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
        at = self.sketch.at
        if start <= at <= end and self.text[at - 1 : at] != ":":
            self.sketch._note(kind, path, at, at, within, flow=True)

    def _peek(self) -> str:
        return self.text[self.offset] if self.offset < self.stop else ""

    def _skip(self) -> None:
        while self.offset < self.stop and self.text[self.offset] in " \t\r\n":
            self.offset += 1

    def _ends(self, closing: str) -> bool:
        """Step over what follows a piece; whether the collection ends with it."""
        self._skip()
        sign = self._peek()
        self.offset += 1 if sign else 0
        return not sign or sign == closing or sign in "]}"

    def _token(self) -> tuple[int, str]:
        """Where the next scalar starts, and its text; empty where a sign stands."""
        start = self.offset
        quoted = _QUOTED.match(self.text, start, self.stop)
        if quoted:
            self.offset = quoted.end()
            return start, quoted.group()
        end = _FLOW_END.search(self.text, start, self.stop)
        self.offset = end.start() if end else self.stop
        if end and end.group() == "#":
            self.offset = start  # a comment: nothing stands here
            self._skip_comment()
            return self.offset, ""
        return start, self.text[start : self.offset].rstrip(BLANK)

    def _skip_comment(self) -> None:
        while self.offset < self.stop and self.text[self.offset] not in "\r\n":
            self.offset += 1


def _close(stack: list[_Frame], column: int) -> None:
    """Leave the collections in which a key at this column cannot stand."""
    while stack[-1].indent > column or (stack[-1].is_list and stack[-1].indent >= column):
        stack.pop()


def _key_end(line: str, column: int) -> int | None:
    """The column of the colon after the key that starts at `column`; None if there is no key."""
    quoted = _QUOTED.match(line, column)
    if quoted:
        end = len(line) - len(line[quoted.end() :].lstrip(BLANK))
        return end if _COLON.match(line, end) else None
    if line[column] in "{[\"'|>":
        return None
    colon = _COLON.search(line, column)
    comment = _COMMENT.search(line, column)
    return colon.start() if colon and (not comment or colon.start() < comment.start()) else None


def _scalar_end(line: str, column: int) -> int:
    """The column behind a scalar that starts at `column`, without the comment after it."""
    quoted = _QUOTED.match(line, column)
    if quoted:
        return quoted.end()
    comment = _COMMENT.search(line, column)
    return column + len(line[column : comment.start() if comment else len(line)].rstrip(BLANK))


def _plain(raw: str) -> str:
    """A scalar without its quotes; escapes stay as they are."""
    return raw[1:-1] if len(raw) > 1 and raw[0] in "\"'" and raw[-1] == raw[0] else raw


def _unclosed_end(source: Source, offset: int, column: int) -> int:
    """Where brackets opened at `offset` must have ended: before the next line that stands less deep and has a key."""
    line = source.line(offset)
    first = source.whole_line(line)
    indent = len(first) - len(first.lstrip(" \t-"))
    for number in range(line + 1, len(source.line_starts)):
        text = source.whole_line(number)
        depth = len(text) - len(text.lstrip(BLANK))
        if depth < len(text) and depth <= indent and text[depth] not in "]},#":
            return source.line_starts[number]
    return len(source.text)
