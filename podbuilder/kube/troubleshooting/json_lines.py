"""JSON made into lines of YAML's kind: each key on a line of its own, as deep as its brackets say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from podbuilder.kube.troubleshooting.paste_lines import LONGEST_QUOTE, PasteLine

_TOKEN = re.compile(r"\"(?:[^\"\\]|\\.)*\"?|[{}\[\],:]|[^\s{}\[\],:\"]+")
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
            else:
                key = f"{key}: " if mark == ":" else f"{key}{mark}"
        yield from _said(line, depth, key)


def _said(line: PasteLine, depth: int, said: str) -> Iterator[PasteLine]:
    if said:
        yield PasteLine(line.number, f"{' ' * (_STEP * depth)}{said}", said[:LONGEST_QUOTE])


def _opened(line: PasteLine, depth: int, key: str, bracket: str) -> Iterator[PasteLine]:
    if key:
        yield from _said(line, depth, key.rstrip())
    elif bracket == "{":
        yield PasteLine(line.number, f"{' ' * (_STEP * depth)}-", bracket)
