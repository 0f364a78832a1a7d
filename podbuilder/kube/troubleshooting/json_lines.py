"""JSON made into lines of YAML's kind: each key on a line of its own, as deep as its brackets say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from podbuilder.kube.troubleshooting.paste_lines import LONGEST_QUOTE, TERMINALS, PasteLine

_TOKEN = re.compile(r"\"(?:[^\"\\]|\\.)*\"?|[{}\[\],:]|[^\s{}\[\],:\"]+")
_QUOTE = re.compile(r"\\.")
# `"message": "…`, which a broken line begins with.
_BEGINS = re.compile(r"\s*\"[A-Za-z]\w{0,62}\": *\"")
_MOST_PARTS, _LONGEST_PART = 12, 4_000
_STEP = 2
_DEEPEST = 60


def unfolded(lines: Iterable[PasteLine]) -> Iterator[PasteLine]:
    """The keys of JSON on lines, each with its value as it stands, and the items of its lists."""
    depth = 0
    for line in lines:
        key = ""
        for mark in _TOKEN.findall(line.text):
            if mark in ("{", "["):
                yield from _opened(line, depth, key, mark)
                depth, key = min(depth + 1, _DEEPEST), ""
            elif mark in ("}", "]"):
                yield from _said(line, depth, key)
                depth, key = max(depth - 1, 0), ""
            elif mark == ",":
                yield from _said(line, depth, key)
                key = ""
            elif len(key) < _LONGEST_PART:
                key = f"{key}: " if mark == ":" else f"{key}{mark}"
        yield from _said(line, depth, key)


def whole_lines(lines: Iterable[PasteLine]) -> Iterator[PasteLine]:
    """The lines, those put together over whose ends a text goes on, as when a terminal broke it."""
    begun, parts, width = None, 0, 0
    for line in lines:
        length = len(line.text)
        if begun:
            blank = "" if width in TERMINALS else " "
            line = PasteLine(begun.number, f"{begun.text}{blank}{line.text.strip()}", f"{begun.raw} {line.raw}")
        parts, width = parts + 1, length
        begun = line if _is_open(line.text) and parts < _MOST_PARTS else None
        if not begun:
            parts = 0
            yield line
    if begun:
        yield begun


def _is_open(text: str) -> bool:
    """Whether a text in quotes does not end on its line."""
    return bool(_BEGINS.match(text)) and len(text) < _LONGEST_PART and _QUOTE.sub("", text).count('"') % 2 == 1


def _said(line: PasteLine, depth: int, said: str) -> Iterator[PasteLine]:
    if said:
        yield PasteLine(line.number, f"{' ' * (_STEP * depth)}{said}", said[:LONGEST_QUOTE])


def _opened(line: PasteLine, depth: int, key: str, bracket: str) -> Iterator[PasteLine]:
    if key:
        yield from _said(line, depth, key.rstrip())
    elif bracket == "{":
        yield PasteLine(line.number, f"{' ' * (_STEP * depth)}-", bracket)
