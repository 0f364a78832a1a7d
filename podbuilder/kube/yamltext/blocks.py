"""Changes to block style: whole lines come and go, the rest of the text stays."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from podbuilder.kube.yamltext import writer
from podbuilder.kube.yamltext.node import ALIAS, MAPPING, SCALAR, SEQUENCE, Node
from podbuilder.kube.yamltext.order import predecessor
from podbuilder.kube.yamltext.place import Place, Tree, Unsuitable
from podbuilder.kube.yamltext.quoting import scalar
from podbuilder.kube.yamltext.writer import Path

_PROPERTIES = re.compile(r"(?:[&!]\S*[ \t]*)+")
_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*")


class Change(NamedTuple):
    """The stretch of the text from `start` to `end` becomes `text`."""

    start: int
    end: int
    text: str


def replace_value(tree: Tree, place: Place, value: Any, anchor: str = "") -> list[Change]:
    """Put another value where a block collection holds one; a comment behind it stays."""
    node = place.node
    is_collection = bool(value) and isinstance(value, dict | list)
    if isinstance(value, str) and node.kind == SCALAR and node.style in ("|", ">"):
        line = _only_line(tree, node, value)
        if line is not None:
            return [line]
    if is_collection and node.kind in (MAPPING, SEQUENCE) and node.flow and node.value and not anchor:
        return [Change(node.start, node.end, writer.flow(value, place.path, as_json=False))]
    head = head_of(tree, place)
    if is_collection:
        first, rest = _collection(tree, place, value, bool(anchor))
    else:
        first, rest = _scalar(tree, place, value)
    return [_lay(tree, node, head, f"&{anchor} {first}".rstrip() if anchor else first, rest)]


def _only_line(tree: Tree, node: Node, value: str) -> Change | None:
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
    return Change(start, node.end, content)


def head_of(tree: Tree, place: Place) -> int:
    """The offset behind the colon or dash that announces a value."""
    entry = place.entry
    if entry is None:
        return tree.dash(place.holder, place.number) + 1
    colon = tree.text.find(":", entry.key_node.end, place.node.start)
    if colon < 0 or tree.text[entry.key_node.end : colon].strip():
        raise Unsuitable
    return colon + 1


def _scalar(tree: Tree, place: Place, value: Any) -> tuple[str, list[str]]:
    # How the document indents is found out only for what needs it: a text of several lines.
    step = tree.style.step if isinstance(value, str) and "\n" in value else 0
    first, *rest = writer.inline(value, tree.column(place.holder), step, keep=False)
    old = place.node
    if not rest and isinstance(value, str) and old.kind == SCALAR and old.style in ("'", '"'):
        first = scalar(value, old.style)
    return first, rest


def _collection(tree: Tree, place: Place, value: Any, below: bool) -> tuple[str, list[str]]:
    """A collection as what stands behind the head and the lines below it; it keeps the old one's indentation."""
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


def _lay(tree: Tree, node: Node, head: int, first: str, rest: list[str]) -> Change:
    """Lay a new value down where `node` was: `first` behind the head, `rest` on lines of their own."""
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
    return Change(head, last, "".join([new + tail, *(source.eol + line for line in rest)]))


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


def add_entry(tree: Tree, mapping: Node, path: Path, key: str, value: Any) -> list[Change]:
    """Add a key to a block mapping, where custom has it; lines are added and none is touched."""
    column = tree.column(mapping)
    keys = [entry.key or "<<" for entry in mapping.entries]
    lines = writer.entry(key, value, column, (*path, key), tree.style, keep=False)
    after = predecessor(keys, key, path)
    if "<<" in keys:
        # What a merge brings in overrides the keys before it, so a key of the mapping's own goes after it.
        after = max(after, len(keys) - 1 - keys[::-1].index("<<"))
    start = tree.key_start(mapping.entries[0])
    if after < 0 and not tree.source.before(start).strip():
        top = tree.source.start_of_line(start) if mapping is tree.root else first_line(tree, start, 0)
        return [_above(tree, top, lines)]
    return [_below(tree, mapping.entries[max(after, 0)].node, column, lines)]


def add_item(tree: Tree, sequence: Node, path: Path, index: int, value: Any) -> list[Change]:
    """Add an item to a block sequence that has some; lines are added and none is touched."""
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


def _above(tree: Tree, offset: int, lines: list[str]) -> Change:
    return Change(offset, offset, "".join(line + tree.source.eol for line in lines))


def _below(tree: Tree, node: Node, column: int, lines: list[str]) -> Change:
    """Add lines that start at a column below a node, and below the comments further in that it ends with.

    There they would not only seem to belong to what is new: its last value could be a block scalar, and take them in.
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
    return Change(offset, offset, "".join(source.eol + new for new in lines))


def end_before(tree: Tree, parent: Node, index: int) -> int:
    """Where the entry or item before this one ends."""
    if index == 0:
        return tree.stretch.start
    return parent.items[index - 1].end if parent.kind == SEQUENCE else parent.entries[index - 1].node.end


def first_line(tree: Tree, offset: int, floor: int) -> int:
    """Where the lines of an entry or item start: with the comments directly above it, indented as it is."""
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


def remove_part(tree: Tree, place: Place) -> list[Change]:
    """Take an entry or item out of a block collection that has others, with the comments that belong to it."""
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
    return [Change(top, bottom, "")]


def _remove_behind_dash(tree: Tree, place: Place, start: int) -> Change:
    """Remove what stands first behind a dash: what comes second moves up to it."""
    parent, source = place.holder, tree.source
    second = tree.dash(parent, 1) if parent.kind == SEQUENCE else tree.key_start(parent.entries[1])
    end = source.end_of_line(place.node.end)
    between = source.text[end:second]
    if not between.strip():
        return Change(start, second, "")
    # Comments stand between: they keep their lines, and so does the dash.
    before = source.text[:start].rstrip(" \t")
    return Change(len(before), end, "")


def move_item(tree: Tree, sequence: Node, index: int, to: int) -> list[Change]:
    """Let an item of a block sequence trade places, its comments with it; blank lines between items stay."""
    source = tree.source
    dashes = [tree.dash(sequence, i) for i in range(len(sequence.items))]
    starts = [first_line(tree, dash, end_before(tree, sequence, i)) for i, dash in enumerate(dashes)]
    if source.before(dashes[0]).strip():
        # The first item stands behind another dash, so only what begins at the dashes can trade places.
        if any(source.line(start) != source.line(dash) for start, dash in zip(starts, dashes, strict=True)):
            raise Unsuitable
        starts = dashes
    ends = [source.end_of_line(item.end) for item in sequence.items]
    return permute(tree.text, list(zip(starts, ends, strict=True)), index, to)


def permute(text: str, slots: list[tuple[int, int]], index: int, to: int) -> list[Change]:
    """Move the text of one slot to another's place; those between move up."""
    texts = [text[start:end] for start, end in slots]
    texts.insert(to, texts.pop(index))
    return [Change(start, end, new) for (start, end), new in zip(slots, texts, strict=True) if text[start:end] != new]
