"""The lines of fields that move between an object's metadata and that of a template in it."""

from __future__ import annotations

import re
from itertools import chain

from podbuilder.kube.core import document as documents
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.yamltext import flow_style, writer
from podbuilder.kube.yamltext.block_style import TextChange, end_before, first_line, remove_part
from podbuilder.kube.yamltext.edits import same
from podbuilder.kube.yamltext.node import ALIAS, MAPPING
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


def place_of(tree: Tree, path: Path) -> Place:
    """The place of a field that stands in the text (Unsuitable if it does not)."""
    places = tree.chain(path)
    if len(places) <= len(path) or places[-1].entry is None:
        raise Unsuitable
    return places[-1]


def own_line(tree: Tree, path: Path) -> Place:
    """The place of a field of a block mapping whose key begins a line (Unsuitable for any other)."""
    place = place_of(tree, path)
    if place.holder.flow or tree.source.before(key_start(tree, place)).strip(" "):
        raise Unsuitable
    return place


def key_start(tree: Tree, place: Place) -> int:
    """Where a field starts: at its key."""
    return tree.key_start(place.entry) if place.entry else place.node.start


def top_of(tree: Tree, place: Place) -> int:
    """Where the lines of a field start, with the comments directly above it."""
    return first_line(tree, key_start(tree, place), end_before(tree, place.holder, place.number))


def entry_text(tree: Tree, place: Place) -> str:
    """The lines of a field with the comments directly above it, without the last line's end."""
    return tree.text[top_of(tree, place) : tree.source.end_of_line(place.node.end)]


def copy_of(tree: Tree, place: Place) -> str:
    """A field as it is written anew at its place, without the last line's end."""
    lines = writer.entry(str(place.path[-1]), place.node.value, tree.column(place.holder), place.path, tree.style)
    return tree.source.eol.join(lines)


def at_their_place(tree: Tree, path: FieldPath, template: FieldPath, names: tuple[str, ...]) -> list[TextChange]:
    """The changes that make these fields of an object's metadata what they are in that of its template (Unsuitable)."""
    here, there = place_of(tree, (*path, "metadata")), (*template, "metadata")
    if here.node.kind != MAPPING or not here.node.entries:
        raise Unsuitable
    own = here.node.value
    along = documents.mapping_at(tree.root.value, there)
    changes: list[TextChange] = []
    for name in names:
        if name in along and name in own and not _is_a_copy(tree, here, (*there, name)):
            changes += _replaced(tree, place_of(tree, (*here.path, name)), (*there, name))
        elif own.get(name) and name not in along:
            place = place_of(tree, (*here.path, name))
            changes += flow_style.remove_part(tree, place) if here.node.flow else remove_part(tree, place)
    new = [name for name in along if name in names and name not in own]
    if here.node.flow:
        added = [flow_style.add_entry(tree, here.node, here.path, name, along[name]) for name in new]
        return [*changes, *chain.from_iterable(added)]
    return [*changes, *_additions(tree, here, there, [name for name in along if name in names])]


def _replaced(tree: Tree, place: Place, path: Path) -> list[TextChange]:
    if place.holder.flow:
        return flow_style.replace_value(tree, place, place_of(tree, path).node.value)
    text = _at_column(tree, path, tree.column(place.holder))
    return [TextChange(top_of(tree, place), tree.source.end_of_line(place.node.end), text)]


def _is_a_copy(tree: Tree, here: Place, path: Path) -> bool:
    """Whether a template's field is a mere copy of the object's, whose own lines are the ones to keep."""
    place = place_of(tree, path)
    if not same(documents.get(here.node.value, (path[-1],)), place.node.value):
        return False
    return place.holder.flow or here.node.flow or entry_text(tree, place) == copy_of(tree, place)


def _at_column(tree: Tree, path: Path, column: int) -> str:
    """The lines of a template's field with its key at a column; written anew if they stood in braces, or elsewhere."""
    place = place_of(tree, path)
    if place.holder.flow or place.node.kind == ALIAS:
        lines = writer.entry(str(path[-1]), place.node.value, column, path, tree.style)
        return tree.source.eol.join(lines)
    return shifted(entry_text(tree, own_line(tree, path)), column - tree.column(place.holder))


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
