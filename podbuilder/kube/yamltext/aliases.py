"""Anchors and aliases before an edit: the edit must not change a value that an alias shares.

If the value to be changed has an anchor and an alias elsewhere refers to it, the first such alias is replaced by the
value, written out, together with the anchor; the later aliases then refer to that one. The document stays the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.yamltext import writer
from podbuilder.kube.yamltext.block_style import TextChange
from podbuilder.kube.yamltext.edits import Edit
from podbuilder.kube.yamltext.errors import YamlProblem
from podbuilder.kube.yamltext.node import ALIAS, MAPPING, Node, walk
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
    changes = _spelled_out(tree, node, users[0]) if len(users) == 1 else []
    changes = changes or replace(tree, users[0], node.value, anchor if len(users) > 1 else "")
    start = tree.text.index(f"&{anchor}", node.start)
    end = start + 1 + len(anchor)
    after = tree.source.rest(end)
    end += len(after) - len(after.lstrip(" \t"))
    if not tree.source.rest(end):
        first = _first_key_below_dash(tree, node, start, end)
        start, end = (start, first) if first else (len(tree.text[:start].rstrip(" \t")), end)
    return [*changes, TextChange(start, end, "")]


def _spelled_out(tree: Tree, node: Node, user: Place) -> list[TextChange]:
    """The keys that a merge brings in, written in its stead; none where it is no merge, or overrides keys before it."""
    mapping, entry = user.parent, user.entry
    if mapping is None or entry is None or entry.key is not None or mapping.flow or node.kind != MAPPING:
        return []
    before = {other.key for other in mapping.entries[: user.number]}
    own = {other.key for other in mapping.entries} | before
    if not before.isdisjoint(node.value):
        return []
    column = tree.column(mapping)
    lines = [
        line
        for key, value in node.value.items()
        if key not in own
        for line in writer.entry(key, value, column, (*user.path, key), tree.style)
    ]
    text = tree.source.eol.join(lines).lstrip(" ")
    return [TextChange(tree.key_start(entry), user.node.end, text)] if lines else []


def _first_key_below_dash(tree: Tree, node: Node, start: int, end: int) -> int:
    """Where the first key of a list's item stands that has only an anchor beside its dash, if it can stand there."""
    if node.kind != MAPPING or node.flow or not node.entries or not tree.source.before(start).rstrip().endswith("-"):
        return 0
    first = tree.key_start(node.entries[0])
    has_room = not tree.text[end:first].strip() and tree.source.column(first) == tree.source.column(start)
    return first if has_room else 0
