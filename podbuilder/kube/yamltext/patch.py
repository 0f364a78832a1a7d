"""From an edit to a new text that changes as little as possible, with proof.

Each way of making an edit is a candidate: first the splice that touches only the lines concerned, then the smallest
enclosing value rewritten, then larger ones, up to the document. The first one wins whose text, read again from
scratch, gives exactly the document that the edit means.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import reduce
from typing import Any

from podbuilder.kube.core import document as documents
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.core.limits import MAX_CHARACTERS, MAX_REREAD
from podbuilder.kube.yamltext import block_style, flow_style, stream
from podbuilder.kube.yamltext.aliases import unshare
from podbuilder.kube.yamltext.block_style import TextChange
from podbuilder.kube.yamltext.comments import with_comment
from podbuilder.kube.yamltext.edits import Edit, EditRefused, meaning, same
from podbuilder.kube.yamltext.errors import YamlProblem
from podbuilder.kube.yamltext.node import ALIAS, MAPPING, SCALAR, SEQUENCE, Node
from podbuilder.kube.yamltext.proof import Unproved, prove, replace
from podbuilder.kube.yamltext.quoting import json_scalar, scalar
from podbuilder.kube.yamltext.scalars import Octal
from podbuilder.kube.yamltext.tree import Place, Tree, Unsuitable, value_at


def patch(tree: Tree, number: int, edit: Edit) -> Tree:
    """The tree of the text with the edit made; `number` says which of the text's documents this is (EditRefused)."""
    want = meaning(tree.root.value, edit)
    if edit.op == "comment":
        return with_comment(tree, number, edit.path, str(edit.value or ""))
    if same(want, tree.root.value):
        return tree
    tree = unshare(tree, number, edit)
    edit, want = _spelt(tree, edit, want)
    last: YamlProblem | None = None
    for changes in _candidates(tree, edit, want):
        try:
            return prove(tree, number, changes, want)
        except YamlProblem as problem:
            last = problem
        except Unproved:
            continue
    if last is not None:
        raise EditRefused(f"This edit would make the text unreadable. {last.message}") from last
    raise EditRefused("This edit cannot be written so that it reads back as intended.")


def patch_apart(tree: Tree, number: int, edits: Sequence[Edit]) -> Tree:
    """The tree with edits that concern places apart from each other (EditRefused).

    The text is read back once where that suffices; else for each edit, as long as that is quick, and the others wait.
    """
    want = reduce(meaning, edits, tree.root.value)
    try:
        changes: list[TextChange] = []
        for edit in edits:
            changes += splice(tree, *_spelt(tree, edit, meaning(tree.root.value, edit)))
        return prove(tree, number, changes, want)
    except (Unsuitable, Unproved, YamlProblem):
        for edit in edits[: max(1, MAX_REREAD // len(tree.text))]:
            tree = patch(tree, number, edit)
        return tree


def set_all(tree: Tree, number: int, values: Mapping[FieldPath, Any]) -> Tree:
    """The tree of the text with a new value at each of these places, which all exist (EditRefused).

    The text is read back once where that suffices, not once for each value.
    """
    length = len(tree.text) + sum(len(str(value)) for value in values.values())
    if length > MAX_CHARACTERS:
        raise EditRefused(stream.TOO_LONG)
    want = reduce(lambda root, path: documents.assign(root, path, values[path]), values, tree.root.value)
    try:
        changes: list[TextChange] = []
        for path, value in values.items():
            changes += replace(tree, tree.chain(path)[-1], value)
        return prove(tree, number, changes, want)
    except (Unsuitable, Unproved, YamlProblem):
        if length * len(values) > MAX_REREAD:
            raise EditRefused("Too many values are shared between places here to change them all at once.") from None
    for path, value in values.items():
        tree = patch(tree, number, Edit("set", path, value))
    return tree


def _spelt(tree: Tree, edit: Edit, want: Any) -> tuple[Edit, Any]:
    """The edit and its document, with a file mode in the notation of the old one: 420 does not become 0644."""
    chain = tree.chain(edit.path)
    node = chain[-1].node
    if (
        edit.op != "set"
        or not isinstance(edit.value, Octal)
        or len(chain) <= len(edit.path)
        or type(node.value) is not int
    ):
        return edit, want
    old = tree.text[tree.content(node) : node.end].lower()
    new: int = int(edit.value)
    if old.startswith("0"):
        new = Octal(new)
        new.prefix = "0o" if old.startswith("0o") else "0"
    return dataclasses.replace(edit, value=new), documents.assign(want, edit.path, new)


def _candidates(tree: Tree, edit: Edit, want: Any) -> Iterator[list[TextChange]]:
    with suppress(Unsuitable):
        yield splice(tree, edit, want)
    for place in reversed(tree.chain(edit.path)):
        if documents.has(want, place.path):
            with suppress(Unsuitable):
                yield replace(tree, place, value_at(want, place.path))


def splice(tree: Tree, edit: Edit, want: Any) -> list[TextChange]:
    """The change that touches only the lines concerned (Unsuitable)."""
    if edit.op == "set":
        return _set(tree, edit.path, want)
    if edit.op == "remove":
        return _remove(tree, edit.path, want)
    parent = tree.chain(edit.path.parent)
    if edit.op == "insert":
        holder = parent[-1]
        if holder.path != edit.path.parent or holder.node.kind != SEQUENCE:
            return _set(tree, edit.path.parent, want)
        return _add_item(tree, holder, int(edit.path[-1]), value_at(want, edit.path), want)
    if parent[-1].path != edit.path.parent:
        raise Unsuitable
    if edit.op == "move":
        return _move(tree, parent[-1].node, int(edit.path[-1]), int(edit.to or 0))
    return _rename(tree, parent[-1].node, str(edit.path[-1]), str(edit.to))


def _set(tree: Tree, path: FieldPath, want: Any) -> list[TextChange]:
    chain = tree.chain(path)
    place, depth = chain[-1], len(chain) - 1
    if depth == len(path) or place.node.kind in (SCALAR, ALIAS):
        return replace(tree, place, value_at(want, place.path))
    part = path[depth]
    if place.node.kind == SEQUENCE:
        return _add_item(tree, place, int(part), value_at(want, (*place.path, part)), want)
    if not place.node.entries and (tree.is_kyaml or not _is_json_like(tree, place)):
        return replace(tree, place, value_at(want, place.path))
    add = flow_style.add_entry if place.node.flow else block_style.add_entry
    return add(tree, place.node, place.path, str(part), value_at(want, (*place.path, part)))


def _is_json_like(tree: Tree, place: Place) -> bool:
    return tree.is_json or (place.parent is not None and place.parent.flow)


def _add_item(tree: Tree, holder: Place, index: int, value: Any, want: Any) -> list[TextChange]:
    if not holder.node.items and (tree.is_kyaml or not _is_json_like(tree, holder)):
        return replace(tree, holder, value_at(want, holder.path))
    add = flow_style.add_item if holder.node.flow else block_style.add_item
    return add(tree, holder.node, holder.path, index, value)


def _remove(tree: Tree, path: FieldPath, want: Any) -> list[TextChange]:
    chain = tree.chain(path)
    if len(chain) <= len(path):
        raise Unsuitable
    place, holder = chain[-1], chain[-2]
    if len(holder.node.entries if holder.node.kind == MAPPING else holder.node.items) == 1:
        return replace(tree, holder, value_at(want, holder.path))
    return flow_style.remove_part(tree, place) if holder.node.flow else block_style.remove_part(tree, place)


def _move(tree: Tree, sequence: Node, index: int, to: int) -> list[TextChange]:
    if sequence.kind != SEQUENCE:
        raise Unsuitable
    if sequence.flow:
        return block_style.permute(tree.text, flow_style.stretches(sequence), index, to)
    return block_style.move_item(tree, sequence, index, to)


def _rename(tree: Tree, mapping: Node, key: str, to: str) -> list[TextChange]:
    entry = mapping.entry(key) if mapping.kind == MAPPING else None
    if entry is None or entry.key_node.kind != SCALAR or entry.key_node.anchor or entry.key_node.tag:
        raise Unsuitable
    node = entry.key_node
    new = json_scalar(to) if tree.is_json else scalar(to, node.style, in_flow=mapping.flow)
    return [TextChange(node.start, node.end, new)]
