"""Changes to flow style, JSON included: entries in braces and brackets, on one line or on one line each."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from podbuilder.kube.yamltext import writer
from podbuilder.kube.yamltext.block_style import TextChange
from podbuilder.kube.yamltext.key_order import predecessor
from podbuilder.kube.yamltext.node import MAPPING, SCALAR, SEQUENCE, Node
from podbuilder.kube.yamltext.quoting import chosen_style, json_scalar, scalar
from podbuilder.kube.yamltext.source import Source
from podbuilder.kube.yamltext.tree import Place, Tree, Unsuitable
from podbuilder.kube.yamltext.writer import Path

_Stretch = tuple[int, int]


def replace_value(tree: Tree, place: Place, value: Any, anchor: str = "") -> list[TextChange]:
    """Replace a value inside a flow collection."""
    node = place.node
    new = _written(tree, node, place.parent, value, place.path)
    if anchor:
        new = f"&{anchor} {new}"
    if node.start == node.end:
        before = tree.text[node.start - 1 : node.start]
        new = f" {new}" if before == ":" else new if before in " [," else f": {new}"
    return [TextChange(node.start, node.end, new)]


def _written(tree: Tree, old: Node | None, parent: Node | None, value: Any, path: Path) -> str:
    source = tree.source
    if not value or not isinstance(value, dict | list):
        if tree.is_json or isinstance(value, dict | list):
            return writer.flow(value, path, tree.dialect)
        style, colon = '"' if tree.is_kyaml or tree.is_like_json else "", False
        if old is not None and old.kind == SCALAR:
            style = chosen_style(old.style, old.value) or style
            colon = style == "" and ":" in source.text[old.start : old.end]
        return scalar(value, style, in_flow=True, colon=colon)
    if parent is None or not (_has_lines(source, parent) or _hugs(source, parent)):
        return writer.flow(value, path, tree.dialect)
    if _has_lines(source, parent):
        step, inside = _step(source, parent), _inside(source, parent)
    else:
        # `[{` and `}]` share their lines, so an item's braces have the indentation of the list's own line.
        step, inside = _step(source, parent.items[0]), _margin(source.before(parent.start))
    return source.eol.join(writer.flow_lines(value, path, tree.dialect, inside, step))


def replace_root(tree: Tree, value: Any) -> list[TextChange]:
    """Rewrite a document of JSON or KYAML."""
    root = tree.root
    step = _step(tree.source, root) if _has_lines(tree.source, root) else "  "
    return [
        TextChange(root.start, root.end, tree.source.eol.join(writer.flow_lines(value, (), tree.dialect, "", step)))
    ]


def _has_lines(source: Source, node: Node) -> bool:
    """Whether a flow collection has its first entry on a line of its own."""
    first = _first(node)
    return first is not None and source.line(first) > source.line(node.start)


def _hugs(source: Source, node: Node) -> bool:
    """Whether a list's brackets share lines with the braces of its items: `[{`, `}, {`, `}]`."""
    return (
        node.kind == SEQUENCE
        and bool(node.items)
        and node.items[0].kind == MAPPING
        and _has_lines(source, node.items[0])
    )


def _margin(before: str) -> str:
    return before[: len(before) - len(before.lstrip())]


def _first(node: Node) -> int | None:
    if node.kind == MAPPING:
        return node.entries[0].key_node.start if node.entries else None
    return node.items[0].start if node.items else None


def _inside(source: Source, node: Node) -> str:
    """The white space before the entries of a flow collection that has them on lines of their own."""
    return _margin(source.before(_first(node) or node.start))


def _step(source: Source, node: Node) -> str:
    """How much further than its first line a flow collection indents its entries."""
    outside = _margin(source.before(node.start))
    inside = _inside(source, node)
    return inside[len(outside) :] if inside.startswith(outside) and len(inside) > len(outside) else "  "


def stretches(node: Node) -> list[_Stretch]:
    """Where the entries or items of a flow collection start and end."""
    if node.kind == MAPPING:
        return [(entry.key_node.start, max(entry.node.end, entry.key_node.end)) for entry in node.entries]
    return [(item.start, item.end) for item in node.items]


def add_entry(tree: Tree, mapping: Node, path: Path, key: str, value: Any) -> list[TextChange]:
    """Add a key to a flow mapping, in its customary place."""
    _require_brackets(tree, mapping)
    is_quoted = _quotes_keys(mapping) or (tree.is_like_json and not mapping.entries)
    head = json_scalar(key) if tree.is_json else scalar(key, '"' if is_quoted else "", in_flow=True)
    keys = [entry.key or "<<" for entry in mapping.entries]
    after = predecessor(keys, key, path)
    if "<<" in keys:
        after = max(after, len(keys) - 1 - keys[::-1].index("<<"))
    return _add(tree, mapping, after + 1, f"{head}: {_written(tree, None, mapping, value, (*path, key))}")


def add_item(tree: Tree, sequence: Node, path: Path, index: int, value: Any) -> list[TextChange]:
    """Add an item to a flow sequence."""
    _require_brackets(tree, sequence)
    return _add(tree, sequence, index, _written(tree, None, sequence, value, (*path, index)))


def _quotes_keys(mapping: Node) -> bool:
    return bool(mapping.entries) and all(entry.key_node.style == '"' for entry in mapping.entries)


def _require_brackets(tree: Tree, node: Node) -> None:
    # `[a: 1]` holds a mapping without braces, which has no room for a second key.
    if tree.text[node.end - 1] not in "]}":
        raise Unsuitable


def _add(tree: Tree, node: Node, index: int, new: str) -> list[TextChange]:
    source, parts = tree.source, stretches(node)
    if not parts:
        return [TextChange(node.end - 1, node.end - 1, new)]
    separator = "" if tree.text[parts[0][1] : parts[0][1] + 1] == "," and _is_tight(tree, parts) else " "
    if _has_lines(source, node):
        separator = source.eol + _inside(source, node)
    if index == 0:
        return [TextChange(parts[0][0], parts[0][0], f"{new},{separator}")]
    end = parts[index - 1][1]
    comma, after = _comma(tree, node, index - 1)
    comment = source.rest(after)
    if source.eol not in separator or not comment.strip().startswith("#"):
        return [TextChange(end, end, f",{separator}{new}")]
    # A comment follows on this line and stays with its entry.
    line_end = source.end_of_line(after)
    if comma:
        return [TextChange(line_end, line_end, f"{separator}{new},")]
    return [TextChange(end, end, ","), TextChange(line_end, line_end, f"{separator}{new}")]


def _is_tight(tree: Tree, parts: list[_Stretch]) -> bool:
    """Whether the entries on one line follow one another without a space, as machines write JSON."""
    return len(parts) > 1 and all(second[0] - first[1] == 1 for first, second in pairwise(parts))


def _comma(tree: Tree, node: Node, index: int) -> tuple[bool, int]:
    """Whether a comma follows an entry before anything else does, and the offset after it."""
    end = stretches(node)[index][1]
    rest = tree.text[end : node.end]
    stripped = rest.lstrip()
    if stripped.startswith(","):
        return True, end + len(rest) - len(stripped) + 1
    return False, end


def remove_part(tree: Tree, place: Place) -> list[TextChange]:
    """Remove an entry or item from a flow collection that has others."""
    node, source = place.holder, tree.source
    parts, index = stretches(node), place.number
    start, end = parts[index]
    comma, after = _comma(tree, node, index)
    alone = not source.before(start).strip() and (
        not source.rest(after).strip() or source.rest(after).strip()[0] == "#"
    )
    if alone and comma:
        return [TextChange(source.start_of_line(start), source.after_line(after), "")]
    if index + 1 < len(parts):
        return [TextChange(start, parts[index + 1][0], "")]
    return [TextChange(parts[index - 1][1], end, "")]
