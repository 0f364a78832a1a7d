"""Changes to block style: whole lines come and go, the rest of the text stays."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from podbuilder.kube.yamltext import writer
from podbuilder.kube.yamltext.key_order import predecessor
from podbuilder.kube.yamltext.node import ALIAS, MAPPING, SCALAR, SEQUENCE, Node
from podbuilder.kube.yamltext.quoting import chosen_style, scalar
from podbuilder.kube.yamltext.tree import Place, Tree, Unsuitable
from podbuilder.kube.yamltext.writer import Path

_PROPERTIES = re.compile(r"(?:[&!]\S*[ \t]*)+")
_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*")


class TextChange(NamedTuple):
    """The stretch of the text from `start` to `end` becomes `text`."""

    start: int
    end: int
    text: str


def replace_value(tree: Tree, place: Place, value: Any, anchor: str = "") -> list[TextChange]:
    """Replace a value inside a block collection; a comment after it stays."""
    node = place.node
    is_collection = bool(value) and isinstance(value, dict | list)
    if isinstance(value, str) and node.kind == SCALAR and node.style in ("|", ">"):
        line = _only_line(tree, node, value)
        if line is not None:
            return [line]
    if is_collection and node.kind in (MAPPING, SEQUENCE) and node.flow and node.value and not anchor:
        return [TextChange(node.start, node.end, writer.flow(value, place.path, writer.FLOW))]
    head = head_of(tree, place)
    if is_collection:
        first, rest = _collection(tree, place, value, bool(anchor))
    else:
        first, rest = _scalar(tree, place, value)
    return [_put(tree, node, head, f"&{anchor} {first}".rstrip() if anchor else first, rest)]


def _only_line(tree: Tree, node: Node, value: str) -> TextChange | None:
    """The change of the one line that a block scalar has, where the new text is one line as well."""
    source = tree.source
    first = source.line(node.start) + 1
    content = value.removesuffix("\n")
    fits = (
        content.isprintable() and content.strip() == content != "" and value.endswith("\n") == node.value.endswith("\n")
    )
    if not fits or source.line(node.end) != first:
        return None
    line = source.whole_line(first)
    start = source.line_starts[first] + len(line) - len(line.lstrip(" "))
    return TextChange(start, node.end, content)


def head_of(tree: Tree, place: Place) -> int:
    """The offset after the colon or dash before a value."""
    entry = place.entry
    if entry is None:
        return tree.dash(place.holder, place.number) + 1
    colon = tree.text.find(":", entry.key_node.end, place.node.start)
    if colon < 0 or tree.text[entry.key_node.end : colon].strip():
        raise Unsuitable
    return colon + 1


def _scalar(tree: Tree, place: Place, value: Any) -> tuple[str, list[str]]:
    # The document's indentation is only measured for what needs it: a text of several lines.
    step = tree.style.step if isinstance(value, str) and "\n" in value else 0
    first, *rest = writer.inline(value, tree.column(place.holder), step, keep=False)
    old = place.node
    if not rest and isinstance(value, str) and old.kind == SCALAR and old.style in ("'", '"'):
        first = scalar(value, chosen_style(old.style, old.value))
    return first, rest


def _collection(tree: Tree, place: Place, value: Any, below: bool) -> tuple[str, list[str]]:
    """A collection as the text after the head and the lines below it; it keeps the old one's indentation."""
    node, style = place.node, tree.style
    kind = MAPPING if isinstance(value, dict) else SEQUENCE
    column = tree.column(place.holder)
    if node.kind == kind and not node.flow:
        inner = tree.column(node)
    elif place.entry is None:
        inner = column + 1 + style.gap
    else:
        inner = column + (style.step if kind == MAPPING else style.dash)
    lines = writer.block(value, inner, place.path, style, keep=False)
    if place.entry is None and not below:
        return lines[0].lstrip(" "), lines[1:]
    return "", lines


def _put(tree: Tree, node: Node, head: int, first: str, rest: list[str]) -> TextChange:
    """Put a new value where `node` was: `first` after the head, `rest` on lines of their own."""
    source, text = tree.source, tree.text
    head_end = source.end_of_line(head)
    on_head_line = node.start <= head_end
    is_single = on_head_line and node.end <= head_end
    stop = head
    if is_single:
        stop = node.end
    elif on_head_line:
        stop = _end_on_head_line(tree, node, head_end)
    tail = text[stop:head_end]
    if not is_single and not tail.strip() and not _is_block(node):
        tail = source.rest(node.end)
    if not tail.strip().startswith("#"):
        tail = ""
    separator = text[head : node.start] if on_head_line and node.end > node.start else ""
    new = (separator or " ") + first if first else ""
    last = head_end if is_single else source.end_of_line(node.end)
    return TextChange(head, last, "".join([new + tail, *(source.eol + line for line in rest)]))


def _end_on_head_line(tree: Tree, node: Node, head_end: int) -> int:
    """How far a value of several lines reaches on its first line, a comment there not counted."""
    content = tree.content(node)
    if node.kind == SCALAR and (match := _BLOCK_HEADER.match(tree.text, content)):
        return match.end()
    if match := _PROPERTIES.match(tree.text, node.start):
        return node.start + len(match.group().rstrip())
    return head_end


def _is_block(node: Node) -> bool:
    if node.kind == SCALAR:
        return node.style in ("|", ">")
    return node.kind != ALIAS and not node.flow


def add_entry(tree: Tree, mapping: Node, path: Path, key: str, value: Any) -> list[TextChange]:
    """Add a key to a block mapping, in its customary place; lines are added and none is changed."""
    lines = writer.entry(key, value, tree.column(mapping), (*path, key), tree.style, keep=False)
    return place_entry(tree, mapping, path, key, lines)


def place_entry(tree: Tree, mapping: Node, path: Path, key: str, lines: list[str]) -> list[TextChange]:
    """Add the lines of a key, which have the right indentation, to a block mapping in its customary place."""
    keys = [entry.key or "<<" for entry in mapping.entries]
    after = predecessor(keys, key, path)
    if "<<" in keys:
        # A merge overrides the keys before it, so a key of the mapping's own goes after it.
        after = max(after, len(keys) - 1 - keys[::-1].index("<<"))
    start = tree.key_start(mapping.entries[0])
    if after < 0 and not tree.source.before(start).strip():
        top = tree.source.start_of_line(start) if mapping is tree.root else first_line(tree, start, 0)
        return [_above(tree, top, lines)]
    return [_below(tree, mapping.entries[max(after, 0)].node, tree.column(mapping), lines)]


def add_item(tree: Tree, sequence: Node, path: Path, index: int, value: Any) -> list[TextChange]:
    """Add an item to a block sequence that has some; lines are added and none is changed."""
    column = tree.column(sequence)
    style = tree.style
    neighbour = min(index, len(sequence.items) - 1)
    item, dash = sequence.items[neighbour], tree.dash(sequence, neighbour)
    if item.start > dash + 1 and tree.source.line(item.start) == tree.source.line(dash):
        style = writer.Style(style.step, style.dash, item.start - dash - 1)
    lines = writer.list_item(value, column, (*path, index), style, keep=False)
    if index == len(sequence.items):
        return [_below(tree, item, column, lines)]
    if tree.source.before(dash).strip():
        raise Unsuitable
    return [_above(tree, first_line(tree, dash, end_before(tree, sequence, index)), lines)]


def _above(tree: Tree, offset: int, lines: list[str]) -> TextChange:
    return TextChange(offset, offset, "".join(line + tree.source.eol for line in lines))


def _below(tree: Tree, node: Node, column: int, lines: list[str]) -> TextChange:
    """Add lines that start at a column below a node, and below the more deeply indented comments at its end.

    Below the new lines, these comments would seem to belong to them, and a block scalar at their end would absorb them.
    """
    source = tree.source
    last = line = source.line(node.end)
    while line + 1 < len(source.line_starts):
        line += 1
        text = source.whole_line(line)
        stripped = text.lstrip(" ")
        if stripped.startswith("#") and len(text) - len(stripped) > column:
            last = line
        elif stripped:
            break
    offset = source.end_of_line(max(node.end, source.line_starts[last]))
    return TextChange(offset, offset, "".join(source.eol + new for new in lines))


def end_before(tree: Tree, parent: Node, index: int) -> int:
    """Where the entry or item before this one ends."""
    if index == 0:
        return tree.stretch.start
    return parent.items[index - 1].end if parent.kind == SEQUENCE else parent.entries[index - 1].node.end


def first_line(tree: Tree, offset: int, floor: int) -> int:
    """Where the lines of an entry or item start: with the comments directly above it at the same indentation."""
    source = tree.source
    line, column = source.line(offset), source.column(offset)
    lowest = source.line(floor) + (1 if floor > tree.stretch.start else 0)
    while line > lowest:
        above = source.whole_line(line - 1)
        stripped = above.lstrip(" ")
        if not stripped.startswith("#") or len(above) - len(stripped) != column:
            break
        line -= 1
    return source.line_starts[line]


def remove_part(tree: Tree, place: Place) -> list[TextChange]:
    """Remove an entry or item, with the comments that belong to it, from a block collection that has others."""
    parent, entry, source = place.holder, place.entry, tree.source
    start = tree.dash(parent, place.number) if entry is None else tree.key_start(entry)
    if source.before(start).strip():
        return [_remove_behind_dash(tree, place, start)]
    floor = end_before(tree, parent, place.number)
    top = source.start_of_line(start) if place.number == 0 and parent is tree.root else first_line(tree, start, floor)
    end = source.end_of_line(place.node.end)
    bottom = source.after_line(end)
    if bottom == end and top > 0:
        # The last line has no line break to go with it, so the one before goes: the text ends as it did.
        top = source.end_of_line(top - 1) if source.text[top - 1] in "\r\n" else top
    return [TextChange(top, bottom, "")]


def _remove_behind_dash(tree: Tree, place: Place, start: int) -> TextChange:
    """Remove the first entry or item after a dash: the second one moves up to the dash."""
    parent, source = place.holder, tree.source
    second = tree.dash(parent, 1) if parent.kind == SEQUENCE else tree.key_start(parent.entries[1])
    end = source.end_of_line(place.node.end)
    between = source.text[end:second]
    if not between.strip():
        return TextChange(start, second, "")
    # Comments between them keep their lines, and so does the dash.
    before = source.text[:start].rstrip(" \t")
    return TextChange(len(before), end, "")


def move_item(tree: Tree, sequence: Node, index: int, to: int) -> list[TextChange]:
    """Move an item of a block sequence together with its comments; blank lines between items stay."""
    source = tree.source
    dashes = [tree.dash(sequence, i) for i in range(len(sequence.items))]
    starts = [first_line(tree, dash, end_before(tree, sequence, i)) for i, dash in enumerate(dashes)]
    if source.before(dashes[0]).strip():
        # The first item follows another dash, so only texts that begin at the dashes can be moved.
        if any(source.line(start) != source.line(dash) for start, dash in zip(starts, dashes, strict=True)):
            raise Unsuitable
        starts = dashes
    ends = [source.end_of_line(item.end) for item in sequence.items]
    return permute(tree.text, list(zip(starts, ends, strict=True)), index, to)


def permute(text: str, slots: list[tuple[int, int]], index: int, to: int) -> list[TextChange]:
    """Move the text of one slot to another; the texts between shift by one slot."""
    texts = [text[start:end] for start, end in slots]
    texts.insert(to, texts.pop(index))
    return [
        TextChange(start, end, new) for (start, end), new in zip(slots, texts, strict=True) if text[start:end] != new
    ]
