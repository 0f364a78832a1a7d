"""Tokens of a YAML text for syntax colours: line by line, tolerant of text that is unfinished or not YAML."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from podbuilder.kube.core.lazy_pattern import lazy_pattern
from podbuilder.kube.yamltext.scalars import UnreadableScalar, resolve_plain
from podbuilder.kube.yamltext.source import split_lines

Kind = Literal["key", "string", "number", "comment", "punctuation", ""]
Token = tuple[Kind, str]
Line = tuple[Token, ...]

# Longer lines are not cached: thousands of them would fill the memory.
LONGEST_KEPT = 200

_MARKER = re.compile(r"(?:---|\.\.\.)(?=[ \t]|\Z)")
_DIRECTIVE = re.compile(r"%.*")
# Repetitions that give nothing back (`*+`) remember no way back: for a long line that would be 200 bytes a letter.
_PIECES = r"""(?P<space>[ \t]+)
      | (?P<comment>(?<![^ \t])\#.*)
      | (?P<quoted>"(?:[^"\\]|\\.)*+" | '(?:[^']|'')*+'(?!'))
      | (?P<unclosed>["'].*)
      | (?P<block>[|>][-+0-9]*(?=[ \t]*(?:\#.*)?\Z))
      | (?P<property>[&*!][^\s,\[\]{}]*)
      | (?P<punctuation>[-?:](?=[ \t]|\Z)|[\[\]{},]|:(?=[\[\]{},"']))
      | (?P<plain>%s)
    """
_PLAIN = r"(?:[^\s:]|:(?![ \t]|\Z)|[ \t]+(?![\s\#]|\Z))++"
_PLAIN_IN_FLOW = r"(?:[^\s:,\[\]{}]|:(?![ \t,\[\]{}]|\Z)|[ \t]+(?![\s\#,\[\]{}]|\Z))++"
_IN_BLOCK = lazy_pattern(_PIECES % _PLAIN, re.VERBOSE)
_IN_FLOW = lazy_pattern(_PIECES % _PLAIN_IN_FLOW, re.VERBOSE)
_SIMPLE = re.compile(r"( *)(?:(-)( +))?([A-Za-z][\w./-]*):(?:( +)([\w/](?:[\w./:-]*[\w./-])?))?\Z")
_COLON = re.compile(r"[ \t]*:(?=[ \t,\[\]{}]|\Z)")
# After a quoted key in braces the colon needs no space.
_COLON_IN_FLOW = lazy_pattern(r"[ \t]*:")
_CLOSE = {'"': re.compile(r'(?:[^"\\]|\\.|\\\Z)*+"'), "'": re.compile(r"(?:[^']|'')*+'(?!')")}


class _Scanner:
    """What the lines so far have left open."""

    def __init__(self) -> None:
        self.quote = ""  # the quote that is not closed yet
        self.depth = 0  # how many brackets are open
        self.block: int | None = None  # the indentation of the line with `|` or `>`, while its text goes on

    def line(self, line: str) -> Line:
        """The tokens of a line."""
        if self.block is not None:
            indent = len(line) - len(line.lstrip(" "))
            if not line.strip() or indent > self.block:
                return (("string", line),) if line else ()
            self.block = None
        if self.quote:
            return self._in_quote(line)
        if not self.depth and (simple := (_kept if len(line) <= LONGEST_KEPT else _simple)(line)):
            return simple
        if not self.depth and (_MARKER.match(line) or line[:1] == "%"):
            end = len(line) if line[0] == "%" else 3
            return (("punctuation", line[:end]), *self._pieces(line, end))
        return tuple(self._pieces(line, 0))

    def _in_quote(self, line: str) -> Line:
        match = _CLOSE[self.quote].match(line)
        if match is None:
            return (("string", line),) if line else ()
        self.quote = ""
        kind: Kind = "key" if _COLON.match(line, match.end()) else "string"
        return ((kind, match.group()), *self._pieces(line, match.end()))

    def _pieces(self, line: str, at: int) -> list[Token]:
        tokens: list[Token] = []
        while at < len(line):
            if line[at] == ":" and tokens and tokens[-1][0] == "key":
                tokens.append(("punctuation", ":"))
                at += 1
                continue
            match = (_IN_FLOW if self.depth else _IN_BLOCK).match(line, at)
            if match is None:
                tokens.append(("", line[at]))
                at += 1
                continue
            text = match.group()
            tokens.append((self._kind(match.lastgroup or "", text, line, at), text))
            at += len(text)
        return tokens

    def _kind(self, name: str, text: str, line: str, at: int) -> Kind:
        """The kind of a token; what the token opens or closes is recorded."""
        if name == "comment":
            return "comment"
        if name == "unclosed":
            self.quote = text[0]
            return "string"
        if name == "quoted":
            colon = _COLON_IN_FLOW if self.depth else _COLON
            return "key" if colon.match(line, at + len(text)) else "string"
        if name == "plain":
            if _COLON.match(line, at + len(text)):
                return "key"
            return _kind_of_plain(text)
        if name == "block" and not self.depth:
            self.block = len(line) - len(line.lstrip(" "))
            return "punctuation"
        if name == "punctuation":
            self.depth = max(self.depth + (text in "[{") - (text in "]}"), 0)
            return "punctuation"
        return "punctuation" if name == "property" else ""


def _simple(line: str) -> Line:
    """The tokens of a simple line, such as most lines are; none for others."""
    match = _SIMPLE.match(line)
    if match is None:
        return ()
    indent, dash, gap, key, space, value = match.groups()
    found: list[Token] = [("", indent)] if indent else []
    if dash:
        found += [("punctuation", dash), ("", gap)]
    found += [("key", key), ("punctuation", ":")]
    if value:
        found += [("", space), (_kind_of_plain(value), value)]
    return tuple(found)


# From one keystroke to the next, all lines but one are the same.
_kept = lru_cache(4096)(_simple)


def _kind_of_plain(text: str) -> Kind:
    try:
        value = resolve_plain(text)
    except UnreadableScalar:
        return "number"
    return "string" if isinstance(value, str) else "number"


def tokens(text: str) -> list[Line]:
    """For each line its tokens in order; joined, they are the line without its line break."""
    scanner = _Scanner()
    lines = []
    for line in split_lines(text):
        # Most lines are simple ones that were seen before: those are not scanned at all.
        is_short = not (scanner.quote or scanner.depth or scanner.block is not None) and len(line) <= LONGEST_KEPT
        lines.append((is_short and _kept(line)) or scanner.line(line))
    return lines
