"""The tree of a text, and the text after an edit, for tests of what changes texts."""

from __future__ import annotations

from podbuilder.kube.yamltext.block_style import TextChange
from podbuilder.kube.yamltext.edits import Edit, steps
from podbuilder.kube.yamltext.parse import documents
from podbuilder.kube.yamltext.patch import patch
from podbuilder.kube.yamltext.tree import Tree


def tree_of(text: str) -> Tree:
    """The tree of a text's first document."""
    tree = documents(text)[0].tree
    assert tree is not None
    return tree


def edited(text: str, edit: Edit) -> str:
    """The text after an edit of its first document."""
    tree = tree_of(text)
    for step in steps(tree.root.value, edit):
        tree = patch(tree, 0, step)
    return tree.text


def changed(text: str, changes: list[TextChange]) -> str:
    """The text after changes, which must not overlap."""
    for start, end, new in sorted(changes, reverse=True):
        text = text[:start] + new + text[end:]
    return text
