"""Replacing a value by another one, and proving that a changed text means what it should."""

from __future__ import annotations

from typing import Any

from podbuilder.kube.yamltext import block_style, flow_style, parse, writer
from podbuilder.kube.yamltext.block_style import TextChange
from podbuilder.kube.yamltext.edits import same
from podbuilder.kube.yamltext.tree import Place, Tree


class Unproved(Exception):
    """The new text does not mean what it should."""


def prove(tree: Tree, number: int, changes: list[TextChange], want: Any) -> Tree:
    """The tree of the changed text, if it means what it should (YamlProblem or Unproved if not)."""
    text = tree.text
    # What comes to one place stands there in the order of the changes.
    ordered = sorted(changes, key=lambda change: (change.start, change.end))
    for start, end, new in ordered[::-1]:
        text = text[:start] + new + text[end:]
    try:
        return _read_back(text, number, want)
    except Unproved:
        if text.endswith(("\n", "\r")):
            raise
    # A block scalar that ends the text lacks its last line break there.
    return _read_back(text + tree.source.eol, number, want)


def _read_back(text: str, number: int, want: Any) -> Tree:
    found = parse.documents(text)
    tree = found[number].tree if number < len(found) else None
    if tree is None or not same(tree.root.value, want):
        raise Unproved
    return tree


def replace(tree: Tree, place: Place, value: Any, anchor: str = "") -> list[TextChange]:
    """Replace the value at a place, in block or in flow style (Unsuitable)."""
    if place.parent is None:
        return _replace_root(tree, value)
    if place.parent.flow:
        return flow_style.replace_value(tree, place, value, anchor)
    return block_style.replace_value(tree, place, value, anchor)


def _replace_root(tree: Tree, value: Any) -> list[TextChange]:
    if tree.is_json or tree.is_like_json or tree.is_kyaml:
        return flow_style.replace_root(tree, value)
    root, source = tree.root, tree.source
    lines = source.eol.join(writer.document(value, tree.style))
    if source.before(root.start).strip(" "):
        return [TextChange(root.start, root.end, source.eol + lines)]
    start = max(source.start_of_line(root.start), tree.stretch.start)
    end = root.start + len(tree.text[root.start : root.end].rstrip())
    return [TextChange(start, end if root.flow else source.end_of_line(end), lines)]
