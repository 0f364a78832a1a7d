"""Moving a field into another mapping together with its lines and their comments."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from podbuilder.kube.core import document as documents
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.yamltext.block_style import TextChange, end_before, first_line, head_of, place_entry
from podbuilder.kube.yamltext.edits import Edit, EditRefused, meaning, same
from podbuilder.kube.yamltext.errors import YamlProblem
from podbuilder.kube.yamltext.node import MAPPING
from podbuilder.kube.yamltext.patch import patch
from podbuilder.kube.yamltext.proof import Unproved, prove
from podbuilder.kube.yamltext.quoting import scalar
from podbuilder.kube.yamltext.source import split_lines
from podbuilder.kube.yamltext.tree import Place, Tree, Unsuitable


def relocated(tree: Tree, number: int, source: FieldPath, target: FieldPath, value: Any) -> Tree:
    """The tree of the text with the field at `source` moved to `target`, with `value` there (EditRefused).

    Where the value stays the same, its lines move as they stand; else it is written anew.
    """
    old = documents.get(tree.root.value, source)
    bare = patch(tree, number, Edit("remove", source))
    # Parents are created as `set` would create them.
    put = Edit("set", target, value)
    if same(old, value):
        want = meaning(bare.root.value, put)
        try:
            lines = _lines(tree, source, str(target[-1]))
            return prove(bare, number, _put(bare, target, lines), want)
        except (Unsuitable, Unproved, YamlProblem, EditRefused):
            pass
    return patch(bare, number, put)


def _lines(tree: Tree, path: FieldPath, key: str) -> list[str]:
    """The lines of a field under the name `key`, from column 0, after the comments directly above it (Unsuitable)."""
    chain = tree.chain(path)
    place = chain[-1]
    if len(chain) <= len(path) or place.entry is None or any(above.node.flow for above in chain[:-1]):
        raise Unsuitable
    source, start = tree.source, tree.key_start(place.entry)
    column = source.column(start)
    top = start
    if not source.before(start).strip() and not (place.number == 0 and place.parent is tree.root):
        top = first_line(tree, start, end_before(tree, place.holder, place.number))
    name = place.entry.key_node
    spelt = tree.text[name.start : name.end] if place.entry.key == key else scalar(key)
    text = " " * column + spelt + tree.text[name.end : source.end_of_line(place.node.end)]
    comments = split_lines(tree.text[top : source.start_of_line(start)]) if top < start else []
    return [_left(line, column) for line in (*comments[: len(comments) - 1], *split_lines(text))]


def _left(line: str, by: int) -> str:
    """A line moved to the left, as far as it can be."""
    return line[min(by, len(line) - len(line.lstrip(" "))) :]


def _right(lines: Sequence[str], by: int) -> list[str]:
    return [f"{' ' * by}{line}" if line.strip() else line for line in lines]


def _put(tree: Tree, target: FieldPath, lines: list[str]) -> list[TextChange]:
    """The lines of a field at its new place, with those of the mappings and lists that are missing around it."""
    place = tree.chain(target.parent)[-1]
    missing = target[len(place.path) :]
    style = tree.style
    for part, inner in reversed(list(pairwise(missing))):
        if isinstance(part, int):
            lines = _item(lines)
        else:
            lines = [f"{scalar(part)}:", *_right(lines, style.dash if isinstance(inner, int) else style.step)]
    node = place.node
    if node.kind == MAPPING and node.entries and not node.flow:
        return place_entry(tree, node, place.path, str(missing[0]), _right(lines, tree.column(node)))
    if node.value or place.entry is None or place.holder.flow:
        raise Unsuitable
    step = style.dash if isinstance(missing[0], int) else style.step
    return _below_key(tree, place, _right(lines, tree.column(place.holder) + step))


def _item(lines: list[str]) -> list[str]:
    """The lines as the first field of a list's item, comments above its dash."""
    first = next(number for number, line in enumerate(lines) if not line.startswith("#"))
    return [*lines[:first], f"- {lines[first]}", *_right(lines[first + 1 :], 2)]


def _below_key(tree: Tree, place: Place, lines: list[str]) -> list[TextChange]:
    """Lines below a key that has no value, or an empty one, which goes."""
    source, head = tree.source, head_of(tree, place)
    end = source.end_of_line(max(head, place.node.end))
    empty = [TextChange(head, place.node.end, "")] if place.node.end > place.node.start else []
    return [*empty, TextChange(end, end, "".join(source.eol + line for line in lines))]
