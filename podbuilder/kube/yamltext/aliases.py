"""Anchors and aliases before an edit: the edit must not change a value that an alias shares.

If the value to be changed has an anchor and an alias elsewhere refers to it, the first such alias is replaced by the
value, written out, together with the anchor; the later aliases then refer to that one. The document stays the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.yamltext.block_style import TextChange
from podbuilder.kube.yamltext.edits import Edit
from podbuilder.kube.yamltext.errors import YamlProblem
from podbuilder.kube.yamltext.node import ALIAS, Node, walk
from podbuilder.kube.yamltext.proof import Unproved, prove, replace
from podbuilder.kube.yamltext.tree import Place, Tree, Unsuitable

_MOST_HANDOVERS = 20


def may_share(tree: Tree) -> bool:
    """Whether the text may have an anchor and an alias."""
    return "*" in tree.text and "&" in tree.text


def unshare(tree: Tree, number: int, edit: Edit) -> Tree:
    """The tree of a text with the same meaning in which, as far as possible, the edit changes its own place only."""
    for _ in range(_MOST_HANDOVERS):
        found = next(_shared(tree, edit), None)
        if found is None:
            break
        try:
            tree = prove(tree, number, _hand_over(tree, *found), tree.root.value)
        except (Unsuitable, Unproved, YamlProblem):
            break  # the edit that follows is proved as well, and rewrites more if it has to
    return tree


def _shared(tree: Tree, edit: Edit) -> Iterator[tuple[Node, list[Place]]]:
    """The anchored nodes that the edit changes or removes, with the aliases elsewhere that refer to them."""
    if not may_share(tree):
        return
    aliases = [place for place in tree.places() if place.node.kind == ALIAS]
    chain = tree.chain(edit.path)
    touched = [place.node for place in chain]
    gone = chain[-1].node if len(chain) == len(edit.path) + 1 and edit.op in ("set", "remove") else None
    if gone is not None:
        touched.extend(walk(gone))
    for node in touched:
        if node.anchor is None:
            continue
        users = [place for place in aliases if place.node.target is node]
        if gone is not None:
            users = [place for place in users if not gone.start <= place.node.start < gone.end]
        if users:
            yield node, users


def _hand_over(tree: Tree, node: Node, users: list[Place]) -> list[TextChange]:
    anchor = node.anchor or ""
    changes = replace(tree, users[0], node.value, anchor if len(users) > 1 else "")
    start = tree.text.index(f"&{anchor}", node.start)
    end = start + 1 + len(anchor)
    after = tree.source.rest(end)
    end += len(after) - len(after.lstrip(" \t"))
    if not tree.source.rest(end):
        start = len(tree.text[:start].rstrip(" \t"))
    return [*changes, TextChange(start, end, "")]
