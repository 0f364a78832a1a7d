"""Many values replaced at once: the text is read back once, not once for each value."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from typing import Any

from podbuilder.kube.core import document as documents
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.yamltext import stream
from podbuilder.kube.yamltext.block_style import TextChange
from podbuilder.kube.yamltext.edits import Edit, EditRefused
from podbuilder.kube.yamltext.errors import YamlProblem
from podbuilder.kube.yamltext.patch import patch
from podbuilder.kube.yamltext.proof import Unproved, prove, replace
from podbuilder.kube.yamltext.tree import Tree, Unsuitable

# One by one, each edit reads the whole text again; this is the most characters read for that.
MOST_READ = 3_000_000


def set_all(tree: Tree, number: int, values: Mapping[FieldPath, Any]) -> Tree:
    """The tree of the text with a new value at each of these places, which all exist (EditRefused)."""
    length = len(tree.text) + sum(len(str(value)) for value in values.values())
    if length > stream.MAX_CHARACTERS:
        raise EditRefused(stream.TOO_LONG)
    want = reduce(lambda root, path: documents.assign(root, path, values[path]), values, tree.root.value)
    try:
        changes: list[TextChange] = []
        for path, value in values.items():
            changes += replace(tree, tree.chain(path)[-1], value)
        return prove(tree, number, changes, want)
    except (Unsuitable, Unproved, YamlProblem):
        if length * len(values) > MOST_READ:
            raise EditRefused("Too many values are shared between places here to change them all at once.") from None
    for path, value in values.items():
        tree = patch(tree, number, Edit("set", path, value))
    return tree
