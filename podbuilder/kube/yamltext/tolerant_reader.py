"""A tolerant reading of a document that may not be YAML yet: what is most likely meant, judged by its indentation.

While a person is typing, the text is broken most of the time. This reader never refuses: it skips lines that make no
sense, takes all values as texts, and attaches a key that is indented too far to what is above it.
"""

from __future__ import annotations

import re
from typing import Any

from podbuilder.kube.yamltext.source import BLANK, Source
from podbuilder.kube.yamltext.tolerant_flow import DEEPEST, QUOTED, CursorFinder, FlowReader, Path, plain

_COLON = re.compile(r":(?=[ \t]|\Z)")
_PROPERTIES = re.compile(r"(?:[&!][^\s,\[\]{}]*(?:[ \t]+|\Z))+")
_BLANKS = re.compile(r"[ \t]*")
_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#")
# Brackets over more lines than this are not followed.
_MOST_LINES = 100


class _Frame:
    """A collection that is still open: the column of its keys or dashes, and the entry that was begun last."""

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


class TolerantReader:
    """Reads the lines `first` to `last` of a text, and notes what is at the offset `at`."""

    def __init__(self, source: Source, lines: list[str], first: int, last: int, at: int) -> None:
        self.source = source
        self.lines = lines
        self.at = at
        self.finder = CursorFinder(source.text, at)
        self._root = _Frame(-1, {}, ())
        self._stack = [self._root]
        self._block: int | None = None  # the column of the key whose text follows `|` or `>`
        self._resume = 0  # the offset up to which brackets have been read already
        for number in range(first, last + 1):
            self._line(source.line_starts[number], lines[number])

    @property
    def document(self) -> Any:
        """What was read; texts, dicts and lists, with None for what has no value yet."""
        return self._root.child

    # Lines.

    def _line(self, start: int, line: str) -> None:
        if start < self._resume:
            return
        end = start + len(line)
        column = len(line) - len(line.lstrip(BLANK))
        if self._block is not None:
            if column > self._block or not line.strip(BLANK):
                if line.strip(BLANK) or self.at - start > self._block:
                    self.finder.note("", (), start, end)
                    return
            else:
                self._block = None
        if column == len(line):
            if start <= self.at <= end:
                self._bare(self.at - start, self.at, self.at)
            return
        if line[column] == "#":
            self.finder.note("", (), start + column, end)
            return
        column = self._dashes(start, line, column)
        if column < len(line) and line[column] != "#":
            self._content(start, line, column)

    def _dashes(self, start: int, line: str, column: int) -> int:
        """Open the items that a line begins; the column after their dashes."""
        for _ in range(DEEPEST):
            if line[column : column + 1] != "-" or line[column + 1 : column + 2] not in ("", " ", "\t"):
                break
            self._open_item(column)
            after = _after_blanks(line, column + 1)
            if after == len(line) and column + 1 < self.at - start <= after:
                self._bare(self.at - start, self.at, self.at)
            column = after
        return column

    def _content(self, start: int, line: str, column: int) -> None:
        """Read a line after its indentation and dashes."""
        colon = _key_end(line, column)
        if colon is None:
            self._scalar_line(start, line, column)
            return
        raw = line[column:colon].rstrip(BLANK)
        frame = self._open_key(column, plain(raw))
        self.finder.note("key", frame.path, start + column, start + column + len(raw), frame.node)
        after = _after_blanks(line, colon + 1)
        properties = _PROPERTIES.match(line, after)
        after = properties.end() if properties else after
        if after == len(line) or line[after] == "#":
            if colon + 1 < self.at - start <= after:
                self.finder.note("value", frame.child_path, self.at, self.at)
            return
        if line[after] in "|>":
            self._block = column
            frame.child = ""
            return
        frame.child = self._value(frame.child_path, start, line, after)

    def _value(self, path: Path, start: int, line: str, column: int) -> Any:
        if line[column] in "{[":
            reader = FlowReader(self.finder, start + column, self._bracket_end(start + column))
            value = reader.value(path, 0)
            self._resume = reader.offset if reader.offset > start + len(line) else 0
            return value
        end = _scalar_end(line, column)
        self.finder.note("value", path, start + column, start + end)
        return plain(line[column:end])

    def _bracket_end(self, offset: int) -> int:
        """Where brackets opened at `offset` must have ended: before the next line with a key indented no deeper."""
        first = self.source.line(offset)
        indent = len(self.lines[first]) - len(self.lines[first].lstrip(" \t-"))
        last = min(first + _MOST_LINES, len(self.lines) - 1)
        for number in range(first + 1, last + 1):
            line = self.lines[number]
            depth = _after_blanks(line, 0)
            if depth < len(line) and depth <= indent and line[depth] not in "]},#":
                return self.source.line_starts[number]
        return self.source.line_starts[last] + len(self.lines[last])

    def _scalar_line(self, start: int, line: str, column: int) -> None:
        """Read a line without a key: an item's value, a word that will be a key, or text that continues."""
        end = _scalar_end(line, column)
        if line[column] not in "{[" and start + column <= self.at <= start + end:
            self._bare(column, start + column, start + end)
        frame = self._stack[-1]
        if frame.child is None and column > frame.indent and (frame.node or frame is self._root):
            value = self._value(frame.child_path, start, line, column)
            # A lone word at the cursor is not a value yet: most likely a key is being typed.
            if self.finder.spot is None or not start <= self.finder.spot.start <= start + end or line[column] in "{[":
                frame.child = value
        if self.finder.spot is None:
            self.finder.note("", (), start + end, start + len(line))

    # Collections.

    def _open_item(self, column: int) -> None:
        stack = self._stack
        while stack[-1].indent > column:
            stack.pop()
        top = stack[-1]
        items = top.node
        if not isinstance(items, list) or (top.indent < column and top.child is None and items):
            held = top.child
            items = held if isinstance(held, list) else []
            stack.append(_Frame(column, items, top.child_path))
            if held is None:
                top.child = items
        items.append(None)

    def _open_key(self, column: int, key: str) -> _Frame:
        _close(self._stack, column)
        top = self._stack[-1]
        keys = top.node
        if isinstance(keys, list) or top.indent < column:
            held = top.child
            keys = held if isinstance(held, dict) else {}
            frame = _Frame(column, keys, top.child_path)
            if held is None:
                top.child = keys
            self._stack.append(frame)
            top = frame
        top.key = key
        keys[key] = None
        return top

    def _bare(self, column: int, start: int, end: int) -> None:
        """Note what could be written where the cursor is in no existing text."""
        stack = list(self._stack)
        _close(stack, column)
        top = stack[-1]
        held = top.child
        if top.indent == column and isinstance(top.node, dict):
            self.finder.note("key", top.path, start, end, top.node)
        elif held is None:
            self.finder.note("node", top.child_path, start, end)
        elif isinstance(held, dict):
            self.finder.note("key", top.child_path, start, end, held)
        elif isinstance(held, list):
            self.finder.note("item", (*top.child_path, len(held)), start, end)
        else:
            self.finder.note("", (), start, end)


def _close(stack: list[_Frame], column: int) -> None:
    """Leave the collections that a key at this column cannot belong to."""
    while stack[-1].indent > column or (stack[-1].is_list and stack[-1].indent >= column):
        stack.pop()


def _key_end(line: str, column: int) -> int | None:
    """The column of the colon after the key that starts at `column`; None if there is no key."""
    quoted = QUOTED.match(line, column)
    if quoted:
        end = _after_blanks(line, quoted.end())
        return end if _COLON.match(line, end) else None
    if line[column] in "{[\"'|>":
        return None
    colon = _COLON.search(line, column)
    comment = _COMMENT.search(line, column)
    return colon.start() if colon and (not comment or colon.start() < comment.start()) else None


def _scalar_end(line: str, column: int) -> int:
    """The column after a scalar that starts at `column`, without the comment after it."""
    quoted = QUOTED.match(line, column)
    if quoted:
        return quoted.end()
    comment = _COMMENT.search(line, column)
    return column + len(line[column : comment.start() if comment else len(line)].rstrip(BLANK))


def _after_blanks(line: str, column: int) -> int:
    match = _BLANKS.match(line, column)
    return match.end() if match else column
