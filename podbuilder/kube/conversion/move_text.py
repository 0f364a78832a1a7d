"""A conversion in the text: a container that goes to another list keeps its own lines, with their comments.

The lines are moved as they stand, and the result is proved: it must mean what the conversion's edits mean. Where that
is impossible, as in a list within brackets, the edits are made instead, which write the container anew.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from podbuilder.kube.conversion.container_kind import Conversion
from podbuilder.kube.core.document import get
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.manifest import Edit, Manifest, ManifestError, remove_, set_

_ITEM = re.compile(r"( *)- ")
_KEY = re.compile(r"( *)[A-Za-z]+:\s*")


class _Stretch(NamedTuple):
    """Lines from `start` up to `end`, counted from 0, that are indented by `indent`."""

    start: int
    end: int
    indent: int


def converted(manifest: Manifest, path: FieldPath, conversion: Conversion) -> Manifest:
    """The manifest with the conversion of the container at `path` made (ManifestError)."""
    meant = manifest.patch(conversion.edits)
    if conversion.path[:2] == path[:2]:
        return meant
    try:
        moved = _moved(manifest.patch(_in_place(manifest, path, meant, conversion.path)), path, conversion.path)
    except ManifestError:
        return meant
    return moved if moved is not None and moved.document == meant.document else meant


def _in_place(manifest: Manifest, path: FieldPath, meant: Manifest, to: FieldPath) -> list[Edit]:
    """The edits that give the container, while it is still in its old list, its new settings."""
    before, after = get(manifest.pod, path), get(meant.pod, to)
    gone = [remove_(path.child(field)) for field in before if field not in after]
    return gone + [set_(path.child(field), value) for field, value in after.items() if before.get(field) != value]


def _moved(manifest: Manifest, path: FieldPath, to: FieldPath) -> Manifest | None:
    lines = manifest.text.split("\n")
    if lines[-1]:
        lines.append("")
    item = _item(manifest, lines, path)
    key = _key(manifest, lines, path.parent)
    if item is None or key is None:
        return None
    block = lines[item.start : item.end]
    is_last = len(get(manifest.pod, path.parent)) == 1
    target = get(manifest.pod, to.parent)
    if isinstance(target, list) and target:
        neighbour = _item(manifest, lines, to.parent.index(len(target) - 1))
        if neighbour is None:
            return None
        at, block = neighbour.end, _indented(block, neighbour.indent - item.indent)
    elif target is None and not is_last:
        eol = "\r" if lines[key.start].endswith("\r") else ""
        at, block = key.end, [f"{' ' * key.indent}{to.parent[-1]}:{eol}", *block]
    else:
        return None
    # A list that has lost its only item goes with its key.
    gone = range(key.start, item.end) if is_last else range(item.start, item.end)
    kept = [(i, line) for i, line in enumerate(lines) if i not in gone]
    before = [line for i, line in kept if i < at]
    after = [line for i, line in kept if i >= at]
    return Manifest.read("\n".join([*before, *block, *after]), manifest.number)


def _item(manifest: Manifest, lines: Sequence[str], path: FieldPath) -> _Stretch | None:
    """The lines of an item, with the comment directly above it; None if it shares a line with something else."""
    covered = manifest.lines_of(path)
    start, end = covered.start - 1, covered.stop - 1
    dash = _ITEM.match(lines[start])
    if dash is None or manifest.where(path).line != start + 1:
        return None
    comment = f"{dash[1]}#"
    while start > 0 and lines[start - 1].startswith(comment):
        start -= 1
    return _Stretch(start, end, len(dash[1]))


def _key(manifest: Manifest, lines: Sequence[str], path: FieldPath) -> _Stretch | None:
    """The lines of a list that stands below its key; None if the key's line holds something else."""
    covered = manifest.lines_of(path)
    key = _KEY.fullmatch(lines[covered.start - 1])
    return _Stretch(covered.start - 1, covered.stop - 1, len(key[1])) if key else None


def _indented(block: Sequence[str], by: int) -> list[str]:
    """Lines moved to the right, or to the left as far as they can be."""
    if by >= 0:
        return [f"{' ' * by}{line}" if line.strip() else line for line in block]
    return [line[min(-by, len(line) - len(line.lstrip(" "))) :] for line in block]
