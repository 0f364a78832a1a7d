"""Where characters stand in a manifest's text that are not the ASCII sign they look like, and matter there.

They matter where YAML has a sign of its own (indentation, dashes, colons, quotes, brackets), in keys, and in values
that Kubernetes takes in ASCII only. In a comment, in prose and in a text that is somebody else's they do not. The text
may be no YAML because of them, so it is read line by line, as a person does.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from podbuilder.kube.paste.characters import BOM, ODD, is_blank, is_invisible, look, meant
from podbuilder.kube.paste.quotes import Quotes, after_run, is_any_blank, plain_close
from podbuilder.kube.paste.values import cleaned_value, readers_of
from podbuilder.kube.yamltext.source import LINE_END

INDENT, DASH, COLON, QUOTE, KEY, VALUE, GAP, SIGN = "indent", "dash", "colon", "quote", "key", "value", "gap", "sign"
_IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9._/-]*")
_BLOCK = re.compile(r"[|>][-+0-9]{0,2}[ \t]*(?:#|\Z)")
_KEY_AFTER = re.compile(r"[A-Za-z][A-Za-z0-9._/-]*+:(?:[ \t]|\Z)")
_NO_KEY = frozenset("[{|>&*!%@`#,]}?")


class Occurrence(NamedTuple):
    """A character that matters: where it stands, what belongs there, and what else may, should that be unreadable."""

    offset: int
    place: str
    replacement: str
    other: str


def occurrences(text: str) -> list[Occurrence]:
    """The characters that matter, in the order of the text; at once for a text of ASCII."""
    if ODD.search(text, text.startswith(BOM)) is None:
        return []
    return sorted(_Scanner(text).found)


def replaced(text: str, found: list[Occurrence], *, other: bool = False) -> str:
    """The text with what belongs there, or may also, in the place of each."""
    parts, done = [], 0
    for one in found:
        parts += [text[done : one.offset], one.other if other else one.replacement]
        done = one.offset + 1
    return "".join([*parts, text[done:]])


class _Scanner:
    """Reads a text line by line, and knows of the lines above what a line's meaning depends on."""

    def __init__(self, text: str) -> None:
        self.found: list[Occurrence] = []
        self._keys: list[tuple[int, str]] = []  # the keys that a line stands under, with their columns
        self._flow: list[str] = []  # for each bracket that is open, the key read last in it
        self._quote = ""  # the quote that a text over several lines ends with
        self._block: int | None = None  # the column of the key whose text follows `|` or `>`
        self._width = 0  # of the indentation of that text
        self._start, self._line, self._quotes = 0, "", Quotes("")
        start = int(text.startswith(BOM))
        for match in LINE_END.finditer(text):
            self._read(start, text[start : match.start()])
            start = match.end()
        self._read(start, text[start:])

    def _mark(self, column: int, place: str, replacement: str, other: str | None = None) -> None:
        if meant(self._line[column]) is not None:
            other = replacement if other is None else other
            self.found.append(Occurrence(self._start + column, place, replacement, other))

    # Lines.

    def _read(self, start: int, line: str) -> None:
        self._start, self._line, self._quotes = start, line, Quotes(line)
        column = after_run(line, 0)
        if self._quote:
            self._rest(self._continued())
        elif self._flow:
            self._indentation(column)
            self._rest(column)
        elif not self._is_block_text(column):
            self._block_line(column)

    def _block_line(self, column: int) -> None:
        """Read a line outside of brackets and quotes, whose indentation ends at a column."""
        line = self._line
        self._indentation(column)
        if column == len(line) or line[column] == "#" or self._is_marker(column):
            return
        column = self._dashes(column)
        after = self._key(column) if column < len(line) else None
        self._rest(column if after is None else after)

    def _indentation(self, column: int) -> None:
        """Mark what is odd before a column; on a line with nothing else it is superfluous."""
        is_empty = column == len(self._line)
        for i in range(column):
            blank = is_blank(self._line[i]) and not is_empty
            self._mark(i, INDENT, " " if blank else "", "" if blank or is_empty else " ")

    def _is_block_text(self, column: int) -> bool:
        """Whether the line belongs to the text after `|` or `>`; only its indentation is YAML's."""
        if self._block is None:
            return False
        line = self._line
        width = sum(not is_invisible(character) for character in line[:column])
        if column < len(line) and width <= self._block:
            self._block = None
            return False
        plain = len(line) - len(line.lstrip(" "))
        if column < len(line) and plain < (self._width or self._block + 1):
            self._indentation(column)
            plain = width
        if column < len(line):
            self._width = self._width or plain
        return True

    def _is_marker(self, column: int) -> bool:
        """Whether the line is `---` with dashes of another kind."""
        line = self._line
        dashes = line[column:].rstrip()
        if column or not dashes or any(look(character) != "-" for character in dashes) or dashes.isascii():
            return False
        if len(dashes) < 3 and "\u2014" not in dashes:
            return False
        missing = max(3 - len(dashes), 0)
        for i, character in enumerate(dashes):
            extra = missing if character == "\u2014" else 0
            missing -= extra
            self._mark(i, DASH, "-" * (1 + extra))
        self._keys = []
        return True

    def _dashes(self, column: int) -> int:
        """Mark the dashes that begin items; the column of what follows them."""
        line = self._line
        while column < len(line) and look(line[column]) == "-":
            after = after_run(line, column + 1)
            gap = line[column + 1 : after]
            if not gap and after < len(line):
                break
            if gap and not any(map(is_any_blank, gap)) and not _KEY_AFTER.match(line, after):
                break
            self._mark(column, DASH, "-")
            self._gap(column + 1, after, is_needed=True)
            while self._keys and self._keys[-1][0] > column:
                self._keys.pop()
            column = after
        return column

    # Keys.

    def _key(self, column: int) -> int | None:
        """Mark what is odd in the key at a column; the column of its value, None if there is no key."""
        line = self._line
        first = look(line[column])
        if first in _NO_KEY:
            return None
        if first in "\"'":
            end = self._quotes.close_of(column)
            if end is None:
                return None
            colon = after_run(line, end + 1)
            if line[colon : colon + 1] == "" or look(line[colon]) != ":":
                return None
            self._mark(column, QUOTE, first)
            self._mark(end, QUOTE, first)
            return self._end_key(column, column + 1, end, colon)
        found = self._colon(column)
        return None if found is None else self._end_key(column, column, found, found)

    def _colon(self, column: int) -> int | None:
        line = self._line
        for i in range(column + 1, len(line)):
            sign = look(line[i])
            if sign == "#" and is_any_blank(line[i - 1]):
                return None
            if sign == ":" and self._ends_key(column, i):
                return i
        return None

    def _ends_key(self, column: int, colon: int) -> bool:
        """Whether the colon, or what looks like one, ends a key that began at a column."""
        line = self._line
        after = line[colon + 1 : colon + 2]
        if not after or is_any_blank(after):
            return True
        if line[colon] == ":" and not is_invisible(after):
            return False
        run = after_run(line, colon + 1)
        if run == len(line) or any(map(is_any_blank, line[colon + 1 : run])):
            return True
        key = "".join(map(look, line[column:colon]))
        return _IDENTIFIER.fullmatch(key) is not None and line[run] != "/" and not readers_of(self._path).takes_texts

    def _end_key(self, column: int, start: int, end: int, colon: int) -> int:
        line = self._line
        for i in range(start, end):
            sign = meant(line[i])
            if sign is not None:
                self._mark(i, KEY, sign.strip())
        for i in range(end, colon):
            self._mark(i, GAP, "")
        self._mark(colon, COLON, ":")
        while self._keys and self._keys[-1][0] >= column:
            self._keys.pop()
        self._keys.append((column, "".join(map(look, line[start:end])).strip()))
        after = after_run(line, colon + 1)
        if after == colon + 1 < len(line) and line[colon] != ":":
            self.found[-1] = self.found[-1]._replace(replacement=": ", other=": ")
        self._gap(colon + 1, after, is_needed=True)
        return after

    @property
    def _path(self) -> list[str]:
        return [key for _, key in self._keys] + self._flow

    # Values.

    def _gap(self, start: int, end: int, *, is_needed: bool = False) -> None:
        """Mark what is odd among blanks; one space is needed after a colon or dash, unless the line ends there."""
        line = self._line
        has_space = " " in line[start:end] or end == len(line)
        is_needed = is_needed and not has_space
        for i in range(start, end):
            stays = not has_space and is_blank(line[i])
            if is_needed and not stays and not any(map(is_blank, line[start:end])):
                stays, is_needed = True, False
            self._mark(i, GAP, " " if stays else "")

    def _rest(self, column: int) -> None:
        """Read what follows a key or dash, up to the end of the line."""
        line = self._line
        while column < len(line):
            after = after_run(line, column)
            if after > column:
                self._gap(column, after)
                column = after
                continue
            sign = look(line[column])
            if sign == "#" and (column == 0 or is_any_blank(line[column - 1])):
                self._mark(column, SIGN, "#")
                return
            if (self._flow and sign in "[]{},:") or sign in "[{":
                self._bracket(column, sign)
                column += 1
            elif sign in "\"'":
                column = self._quoted(column)
            elif not self._flow and _BLOCK.match(line, column):
                self._block, self._width = self._keys[-1][0] if self._keys else 0, 0
                self._block = min(self._block, len(line) - len(line.lstrip(" -")))
                return
            else:
                column = self._plain(column)

    def _bracket(self, column: int, sign: str) -> None:
        self._mark(column, SIGN, sign)
        if sign in "[{":
            self._flow.append("")
        elif sign in "]}":
            self._flow.pop()

    def _quoted(self, column: int) -> int:
        """Mark a text in quotes; the column after it."""
        line, sign = self._line, look(self._line[column])
        end = self._quotes.close_of(column)
        if end is None:
            if line[column] != sign:
                return self._plain(column)
            self._quote = sign
            self._value(column + 1, len(line), sign)
            return len(line)
        self._mark(column, QUOTE, sign)
        self._mark(end, QUOTE, sign)
        after = after_run(line, end + 1)
        if self._flow and line[after : after + 1] and look(line[after]) == ":":
            self._flow[-1] = line[column + 1 : end]
            for i in range(column + 1, end):
                self._mark(i, KEY, (meant(line[i]) or "").strip())
        else:
            self._value(column + 1, end, sign)
        return end + 1

    def _continued(self) -> int:
        """Mark the rest of a text in quotes that began on a line above; the column after it."""
        line = self._line
        end = plain_close(line, 0, self._quote)
        self._value(0, len(line) if end is None else end, self._quote)
        if end is None:
            return len(line)
        self._quote = ""
        return end + 1

    def _plain(self, column: int) -> int:
        """Mark a text without quotes; the column after it, or after the colon if it is a key in braces."""
        line, end = self._line, column
        while end < len(line):
            sign = look(line[end])
            if sign == "#" and end > column and is_any_blank(line[end - 1]):
                break
            if self._flow and end > column and (sign in ",[]{}" or (sign == ":" and self._ends_key(column, end))):
                break
            end += 1
        last = end
        while last > column and (is_any_blank(line[last - 1]) or is_invisible(line[last - 1])):
            last -= 1
        if self._flow and line[end : end + 1] and look(line[end]) == ":":
            self._flow[-1] = "".join(map(look, line[column:last]))
            for i in range(column, last):
                self._mark(i, KEY, (meant(line[i]) or "").strip())
            self._mark(end, COLON, ":" if is_any_blank(line[end + 1 : end + 2] or " ") else ": ")
            self._gap(end + 1, after_run(line, end + 1), is_needed=True)
            return after_run(line, end + 1)
        self._value(column, last, "")
        return max(last, column + 1)

    def _value(self, start: int, end: int, quote: str) -> None:
        """Mark what matters in a value."""
        value = self._line[start:end]
        if ODD.search(value):
            for i, sign in cleaned_value(value, readers_of(self._path), quote):
                self._mark(start + i, VALUE, sign)
