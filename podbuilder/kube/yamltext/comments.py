"""The comment that belongs to a field: read, written, changed and removed without touching anything else.

It is the one after the field's key or value on the same line, or else the lines directly above the field with the same
indentation: those that are removed together with the field.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from podbuilder.kube.yamltext.block_style import TextChange, end_before, first_line, head_of
from podbuilder.kube.yamltext.edits import EditRefused
from podbuilder.kube.yamltext.errors import YamlProblem
from podbuilder.kube.yamltext.node import ALIAS, SCALAR
from podbuilder.kube.yamltext.proof import Unproved, prove
from podbuilder.kube.yamltext.tree import Place, Tree, Unsuitable
from podbuilder.kube.yamltext.writer import Path

_TAIL = re.compile(r"[ \t]+(#[^\r\n]*)\Z")
_HEADER = re.compile(r"[|>][-+0-9]*")
_IN_FLOW = "This field is in braces or brackets, so it has no line of its own for a comment."
_MARK = re.compile(r"#[ \t]?")


class _Spot(NamedTuple):
    """Where the comments of a field are, or could be."""

    start: int  # of the field's key or dash
    above: list[str] | None  # the lines of the comment above; None if none is possible
    top: int  # where the first of these lines starts
    behind: int | None  # where a comment on the same line starts; None if none is possible
    tail: str  # that comment with the space before it


def comment_of(tree: Tree, path: Path) -> str:
    """The text of a field's comment, without its marks; "" if it has none."""
    if "#" not in tree.text:
        return ""
    try:
        spot = _spot(tree, path)
    except EditRefused:
        return ""
    if spot.tail:
        return _without_mark(spot.tail.lstrip()).strip()
    return "\n".join(map(_without_mark, spot.above or ())).strip()


def with_comment(tree: Tree, number: int, path: Path, text: str) -> Tree:
    """The tree of the text in which the field has this comment; "" for none. The document stays the same (EditRefused).

    A comment after the field stays there as long as it is one line; a new one goes above, if possible.
    """
    lines = [line.rstrip() for line in text.strip().splitlines()]
    if "\n".join(lines) == comment_of(tree, path):
        return tree
    changes = _changes(tree, _spot(tree, path), lines)
    try:
        new = prove(tree, number, changes, tree.root.value)
    except (YamlProblem, Unproved) as problem:
        raise EditRefused("A comment with these characters could not be read back at this place.") from problem
    if comment_of(new, path) != "\n".join(lines) and lines:
        raise EditRefused("Here a comment would belong to another field. Write it in the YAML itself.")
    return new


def _changes(tree: Tree, spot: _Spot, lines: list[str]) -> list[TextChange]:
    if spot.tail and spot.behind is not None:
        old = TextChange(spot.behind, spot.behind + len(spot.tail), "")
        if not lines:
            return [old]
        if len(lines) == 1:
            gap = spot.tail[: len(spot.tail) - len(spot.tail.lstrip())]
            return [old._replace(text=gap + _with_mark(lines[0], [spot.tail.lstrip()]))]
        return [old, *_block(tree, spot, lines, replaces=False)]
    if spot.above or (lines and spot.above is not None):
        return _block(tree, spot, lines, replaces=True)
    if len(lines) > 1 or spot.behind is None:
        raise EditRefused(
            "There is no room for a comment above this field, so its comment must be a single line after it."
            if spot.behind is not None
            else "There is no room for a comment here. Add it to the list's item instead."
        )
    return [TextChange(spot.behind, spot.behind, "  " + _with_mark(lines[0], []))]


def _block(tree: Tree, spot: _Spot, lines: list[str], *, replaces: bool) -> list[TextChange]:
    """The comment's lines above the field: instead of the old ones, or below them."""
    if spot.above is None:
        raise EditRefused(
            "There is no room for a comment above this field, so its comment must be a single line after it."
        )
    bottom = tree.source.start_of_line(spot.start)
    indent = " " * tree.source.column(spot.start)
    new = "".join(f"{indent}{_with_mark(line, spot.above)}{tree.source.eol}" for line in lines)
    return [TextChange(spot.top if replaces else bottom, bottom, new)]


def _spot(tree: Tree, path: Path) -> _Spot:
    chain = tree.chain(path)
    place = chain[-1]
    if len(chain) <= len(path) or place.parent is None:
        raise EditRefused("A comment needs a line, and this field has none in the text.")
    inside = next((above for above in chain[:-1] if above.node.flow), None)
    if inside is not None:
        raise EditRefused(_IN_FLOW + _instead(inside))
    try:
        start = tree.dash(place.parent, place.number) if place.entry is None else tree.key_start(place.entry)
        behind = _behind(tree, place)
    except Unsuitable as unsuitable:
        raise EditRefused("This field is written in a way that leaves no place for a comment.") from unsuitable
    tail = ""
    if behind is not None:
        match = _TAIL.match(tree.source.rest(behind))
        tail = match.group() if match else ""
        if not match and tree.source.rest(behind).strip():
            behind = None
    above, top = _above(tree, place, start)
    return _Spot(start, above, top, behind, tail)


def _instead(inside: Place) -> str:
    """A hint at what has a line, and so room for a comment, if a field in braces or brackets has none."""
    if not inside.path:
        return ""
    name = inside.path[-1]
    return f" Add it to {name} instead." if isinstance(name, str) else " Add it to the list's item instead."


def _above(tree: Tree, place: Place, start: int) -> tuple[list[str] | None, int]:
    """The comment's lines above a field and where they start; None where the lines there belong to something else."""
    source = tree.source
    is_head = place.number == 0 and place.parent is tree.root  # a comment above the first key belongs to the file
    if is_head or source.before(start).strip():
        return None, start
    top = first_line(tree, start, end_before(tree, place.holder, place.number))
    lines = [source.whole_line(line).strip() for line in range(source.line(top), source.line(start))]
    return lines, top


def _behind(tree: Tree, place: Place) -> int | None:
    """Where a comment on the field's line would start; None if it would belong to something else on that line."""
    node, source = place.node, tree.source
    head = head_of(tree, place)
    is_below = node.start > source.end_of_line(head)
    if node.kind == SCALAR and node.style in ("|", ">"):
        match = _HEADER.match(tree.text, tree.content(node))
        return match.end() if match else None
    if node.kind in (SCALAR, ALIAS) or node.flow:
        return max(node.end, head)
    if is_below:
        return head
    if node.anchor is not None or node.tag is not None:
        # `key: &anchor` with the collection below.
        content = tree.text[node.start : source.end_of_line(head)]
        words = re.match(r"(?:[&!]\S*[ \t]*)+", content)
        return node.start + len(words.group().rstrip()) if words else None
    return None


def _without_mark(line: str) -> str:
    return _MARK.sub("", line, count=1).rstrip()


def _with_mark(line: str, old: list[str]) -> str:
    """A line of a comment: unchanged if it is among the old ones; a new line begins like the first of them."""
    for kept in old:
        if _without_mark(kept) == line:
            return kept
    mark = _MARK.match(old[0]) if old else None
    space = " " if mark is None or mark.group() != "#" or old[0] == "#" else ""
    return f"#{space}{line}" if line else "#"
