"""The path of a field as somebody types it: `spec.containers[app].image`, with numbers or names in brackets."""

from __future__ import annotations

import re
from typing import Any

from podbuilder.kube.core import document
from podbuilder.kube.core.field import FieldPath, Key
from podbuilder.kube.core.limits import MAX_DEPTH
from podbuilder.kube.core.whole_number import whole_number

LONGEST = 1_000
_PART = re.compile(r"(?:(?:\A|\.)([^.\[\]]+)|\[([^\[\]]+)\])")
_PLAIN = re.compile(r"[A-Za-z0-9_-]+\Z")


def read_path(text: str, content: Any) -> FieldPath | None:
    """The path that a text means in an object; None if it means none there.

    An item of a list is called by its number, or by its name, where it has one.
    """
    text = text.strip()
    if not text or len(text) > LONGEST:
        return None
    found: list[str | int] = []
    end = 0
    for match in _PART.finditer(text):
        if match.start() != end:
            return None
        end = match.end()
        here = document.get(content, tuple(found))
        part = _part(match[1], match[2], here)
        if part is None:
            return None
        found.append(part)
    return FieldPath(found) if end == len(text) and len(found) <= MAX_DEPTH else None


def _part(name: str | None, bracket: str | None, here: Any) -> str | int | None:
    if name is not None:
        return None if isinstance(here, list) else name
    if isinstance(here, list):
        named = (i for i, item in enumerate(here) if document.get(item, ("name",)) == bracket)
        return next(named, whole_number(bracket or ""))
    return Key(bracket)


def spelled(path: tuple[str | int, ...]) -> FieldPath:
    """The path as it is shown, and read again: names with dots and the like in brackets."""
    return FieldPath(part if isinstance(part, int) or _PLAIN.match(part) else Key(part) for part in path)
