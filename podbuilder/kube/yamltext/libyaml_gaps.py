"""Texts that the API server and kubectl read but libyaml refuses, changed so that libyaml reads the same offsets.

Two cases: a byte order mark inside the text, and JSON that writes a character beyond U+FFFF as two escapes.
"""

from __future__ import annotations

import json
import re

_BOM = "\ufeff"
_PAIR = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}")
_PRIVATE_USE = range(0xE000, 0xF900)


def parseable(text: str) -> tuple[str, dict[int, str]]:
    """The text with substitutes of the same length, and the table that translates them back in the scalars read."""
    has_bom = _BOM in text
    has_pair = _PAIR.search(text) is not None and _is_json(text)
    if not has_bom and not has_pair:
        return text, {}
    free = [chr(code) for code in _PRIVATE_USE if chr(code) not in text]
    if len(free) < 2:
        return text, {}
    bom, filler = free[:2]
    if has_pair:
        text = _PAIR.sub(lambda pair: str(json.loads(f'"{pair.group()}"')).ljust(len(pair.group()), filler), text)
    if has_bom:
        text = text[0] + text[1:].replace(_BOM, bom)
    return text, {ord(bom): _BOM, ord(filler): ""}


def _is_json(text: str) -> bool:
    try:
        return text.lstrip()[:1] == "{" and isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False
