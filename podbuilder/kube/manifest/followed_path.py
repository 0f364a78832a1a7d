"""Where a value stands after edits to lists and keys above it."""

from __future__ import annotations

from collections.abc import Iterable

from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.yamltext.edits import Edit


def followed(path: FieldPath, edits: Iterable[Edit]) -> FieldPath:
    """The path of what was at `path` before these edits; of what an edit removed, the path that it had."""
    for edit in edits:
        depth = len(edit.path) - 1
        if 0 <= depth < len(path) and path[:depth] == edit.path[:-1]:
            path = FieldPath((*path[:depth], _part(path[depth], edit), *path[depth + 1 :]))
    return path


def _part(part: str | int, edit: Edit) -> str | int:
    """A name or an index after an edit of the mapping or list that it belongs to."""
    at, to = edit.path[-1], edit.to
    if edit.op == "rename":
        return str(to) if part == at else part
    if not isinstance(part, int) or not isinstance(at, int):
        return part
    if edit.op == "insert":
        return part + (part >= at)
    if edit.op == "remove":
        return part - (part > at)
    if edit.op != "move" or not isinstance(to, int):
        return part
    if part == at:
        return to
    return part - (at < part <= to) + (to <= part < at)
