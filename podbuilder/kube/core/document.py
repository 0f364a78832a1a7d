"""Reading and changing documents (a manifest parsed to plain dicts and lists) without mutating them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from podbuilder.kube.core.field import ROOT, FieldPath

Path = tuple[str | int, ...]

# Stands for a value that is missing; null is a value.
MISSING: Any = object()


def get(node: Any, path: Path, default: Any = None) -> Any:
    """The value at `path`, or `default` where there is none; a wrong type along the path counts as none."""
    for part in path:
        if isinstance(node, dict) and isinstance(part, str) and part in node:
            node = node[part]
        elif isinstance(node, list) and type(part) is int and 0 <= part < len(node):
            node = node[part]
        else:
            return default
    return node


def listed(node: Any, path: Path) -> list[Any]:
    """The list at `path`, whatever is in it; an empty one where there is no list."""
    found = get(node, path)
    return found if isinstance(found, list) else []


def mapping_at(node: Any, path: Path) -> dict[str, Any]:
    """The mapping at `path`; an empty one where something else is, or nothing."""
    found = get(node, path)
    return found if isinstance(found, dict) else {}


def has(node: Any, path: Path) -> bool:
    """Whether there is a value at `path`; an explicit null counts."""
    return get(node, path, MISSING) is not MISSING


def assign(node: Any, path: Path, value: Any) -> Any:
    """A copy of `node` with `value` at `path`; missing parents are created.

    An index equal to a list's length appends. A larger one is a programmer's mistake (IndexError).
    """
    if not path:
        return value
    part, rest = path[0], path[1:]
    if isinstance(part, int):
        items = list(node) if isinstance(node, list) else []
        if part == len(items):
            items.append(None)
        items[part] = assign(items[part], rest, value)
        return items
    mapping = dict(node) if isinstance(node, dict) else {}
    mapping[part] = assign(mapping.get(part), rest, value)
    return mapping


def insert(node: Any, path: Path, value: Any) -> Any:
    """A copy of `node` with `value` inserted before the list index that ends `path`."""
    parent = get(node, path[:-1])
    items = list(parent) if isinstance(parent, list) else []
    items.insert(int(path[-1]), value)
    return assign(node, path[:-1], items)


def remove(node: Any, path: Path) -> Any:
    """A copy of `node` without the value at `path`; the node itself if there is none."""
    if not path or not has(node, path):
        return node
    part, rest = path[0], path[1:]
    if isinstance(part, int):
        items = list(node)
        if rest:
            items[part] = remove(items[part], rest)
        else:
            del items[part]
        return items
    mapping = dict(node)
    if rest:
        mapping[part] = remove(mapping[part], rest)
    else:
        del mapping[part]
    return mapping


def outermost_emptied(node: Any, path: FieldPath, may_go: Callable[[FieldPath], bool]) -> FieldPath:
    """What to remove instead of `path` to leave nothing empty around it: `path`, or a parent with nothing else.

    `may_go` is asked for each mapping or list that would be left empty; the first that must stay ends the search.
    """
    while len(path) > 1 and len(get(node, path.parent)) == 1 and may_go(path.parent):
        path = path.parent
    return path


def walk(node: Any, path: FieldPath = ROOT) -> Iterator[tuple[FieldPath, Any]]:
    """Every value of `node` with its path, outer values first; map keys are not distinguished from field names."""
    stack = [(path, node)]
    while stack:
        path, node = stack.pop()
        yield path, node
        if isinstance(node, dict):
            stack.extend((path.child(k), v) for k, v in reversed(node.items()))
        elif isinstance(node, list):
            stack.extend((path.index(i), node[i]) for i in range(len(node) - 1, -1, -1))
