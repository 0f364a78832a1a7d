"""The lines of fields that move between an object's metadata and that of a template in it."""

from __future__ import annotations

import re
from itertools import chain

from podbuilder.kube.core import document as documents
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.yamltext import writer
from podbuilder.kube.yamltext.block_style import TextChange, end_before, first_line, remove_part
from podbuilder.kube.yamltext.edits import same
from podbuilder.kube.yamltext.node import MAPPING
from podbuilder.kube.yamltext.source import LINE_END
from podbuilder.kube.yamltext.tree import Place, Tree, Unsuitable
from podbuilder.kube.yamltext.writer import Path

_LINES = re.compile(f"({LINE_END.pattern})")


def shifted(text: str, by: int) -> str:
    """A text moved to the right, or to the left as far as each of its lines can be; its line ends stay as they are.

    A line of blanks moves, too: in a block scalar it may be content. Only an empty one has nowhere to go.
    """
    lines = _LINES.split(text)
    for i in range(0, len(lines), 2):
        line = lines[i]
        if by > 0:
            lines[i] = " " * by + line if line else line
        else:
            lines[i] = line[min(-by, len(line) - len(line.lstrip(" "))) :]
    return "".join(lines)


def own_line(tree: Tree, path: Path) -> Place:
    """The place of a field of a block mapping whose key begins a line (Unsuitable for any other)."""
    places = tree.chain(path)
    place = places[-1]
    if len(places) <= len(path) or place.entry is None or any(one.node.flow for one in places[:-1]):
        raise Unsuitable
    if tree.source.before(tree.key_start(place.entry)).strip(" "):
        raise Unsuitable
    return place


def top_of(tree: Tree, place: Place) -> int:
    """Where the lines of a field start, with the comments directly above it."""
    if place.entry is None:
        raise Unsuitable
    return first_line(tree, tree.key_start(place.entry), end_before(tree, place.holder, place.number))


def entry_text(tree: Tree, place: Place) -> str:
    """The lines of a field with the comments directly above it, without the last line's end."""
    return tree.text[top_of(tree, place) : tree.source.end_of_line(place.node.end)]


def copy_of(tree: Tree, place: Place) -> str:
    """A field as it is written anew at its place, without the last line's end."""
    lines = writer.entry(str(place.path[-1]), place.node.value, tree.column(place.holder), place.path, tree.style)
    return tree.source.eol.join(lines)


def at_their_place(tree: Tree, path: FieldPath, template: FieldPath, names: tuple[str, ...]) -> list[TextChange]:
    """The changes that make these fields of an object's metadata what they are in that of its template (Unsuitable)."""
    here, there = tree.chain((*path, "metadata"))[-1], (*template, "metadata")
    if here.path != (*path, "metadata") or here.node.kind != MAPPING or not here.node.entries:
        raise Unsuitable
    own = documents.get(tree.root.value, here.path)
    along = documents.get(tree.root.value, there) or {}
    changes: list[TextChange] = []
    for name in names:
        if name in own and name not in along:
            changes += remove_part(tree, own_line(tree, (*here.path, name)))
        elif name in own and not _is_written_copy(tree, own[name], (*there, name)):
            place = own_line(tree, (*here.path, name))
            changes.append(
                TextChange(
                    top_of(tree, place),
                    tree.source.end_of_line(place.node.end),
                    _at_column(tree, (*there, name), tree.column(place.holder)),
                )
            )
    return [*changes, *_additions(tree, here, there, [name for name in along if name in names])]


def _is_written_copy(tree: Tree, value: object, path: Path) -> bool:
    """Whether a template's field is a mere copy of the object's, whose own lines are the ones to keep."""
    place = own_line(tree, path)
    return same(value, place.node.value) and entry_text(tree, place) == copy_of(tree, place)


def _at_column(tree: Tree, path: Path, column: int) -> str:
    place = own_line(tree, path)
    return shifted(entry_text(tree, place), column - tree.column(place.holder))


def _additions(tree: Tree, here: Place, there: Path, names: list[str]) -> list[TextChange]:
    """The fields that only the template has: beside the one that they stand beside there, or below all others."""
    new = [name for name in names if here.node.entry(name) is None]
    if not new:
        return []
    beside = [name for name in names if name not in new]
    neighbour = beside[0] if beside else str(here.node.entries[-1].key)
    place = own_line(tree, (*here.path, neighbour))
    texts = [_at_column(tree, (*there, name), tree.column(here.node)) for name in new]
    eol = tree.source.eol
    if beside and names.index(new[0]) < names.index(neighbour):
        top = top_of(tree, place)
        return [TextChange(top, top, "".join(text + eol for text in texts))]
    end = tree.source.end_of_line(place.node.end)
    return [TextChange(end, end, "".join(chain.from_iterable((eol, text) for text in texts)))]
