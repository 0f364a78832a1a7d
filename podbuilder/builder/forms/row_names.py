"""Telling rows apart that have the same title: two ports called web, the first of either list of capabilities."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from podbuilder.builder.forms.control import Part
from podbuilder.builder.forms.layout import Row
from podbuilder.kube.core.field import FieldPath


def tell_apart(parts: Iterable[Part]) -> None:
    """Give the rows of a step that share a title a name of their own for those who hear one row at a time."""
    titled: dict[str, list[Row]] = defaultdict(list)
    for part in parts:
        if isinstance(part, Row):
            titled[part.title].append(part)
    for rows in titled.values():
        lists = {row.path[:-1] for row in rows}
        shared = _shared(lists)
        for row in rows if len(rows) > 1 else ():
            # In one list its place says which it is, in several the list.
            said = [str(FieldPath(row.path[shared:-1]))] if len(lists) > 1 else []
            if sum(other.path[:-1] == row.path[:-1] for other in rows) > 1:
                said.append(str(row.place + 1))
            row.apart = ", ".join(said)


def _shared(paths: Iterable[tuple[str | int, ...]]) -> int:
    """With how many of the same names all of these begin."""
    count = 0
    for names in zip(*paths, strict=False):
        if len(set(names)) > 1:
            break
        count += 1
    return count
