"""New YAML text: block style, customary key order, every scalar safe for every reader, no line ever folded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from podbuilder.kube.yamltext.key_order import ordered
from podbuilder.kube.yamltext.quoting import block_scalar, json_scalar, scalar

Path = tuple[str | int, ...]
_LONGEST_SIMPLE_KEY = 500


class Style(NamedTuple):
    """How a text indents: a mapping below its key, a list's dash below its key, and what follows the dash."""

    step: int = 2
    dash: int = 0
    gap: int = 1


# Lists are aligned with their key's first letter, as kubectl and Kubernetes' own pages write them.
KUBECTL = Style()


def block(value: Any, column: int, path: Path, style: Style = KUBECTL, keep: bool = True) -> list[str]:
    """The lines of a collection that is not empty, its keys or dashes at `column`."""
    if isinstance(value, dict):
        return list(_mapping(value, column, path, style, keep))
    return list(_sequence(value, column, path, style, keep))


def _mapping(value: dict[str, Any], column: int, path: Path, style: Style, keep: bool) -> Iterator[str]:
    for key, item in ordered(value, path):
        yield from entry(key, item, column, (*path, key), style, keep)


def _sequence(value: list[Any], column: int, path: Path, style: Style, keep: bool) -> Iterator[str]:
    for i, item in enumerate(value):
        yield from list_item(item, column, (*path, i), style, keep)


def entry(
    key: str, value: Any, column: int, path: Path, style: Style = KUBECTL, keep: bool = True, key_text: str = ""
) -> list[str]:
    """The lines of `key: value` with the key at `column`; `path` is the value's own."""
    head = key_text or scalar(key)
    indent = " " * column
    if len(head) > _LONGEST_SIMPLE_KEY:
        return [f"{indent}? {head}", *_after(f"{indent}:", value, column, path, style, keep)]
    return _after(f"{indent}{head}:", value, column, path, style, keep)


def _after(head: str, value: Any, column: int, path: Path, style: Style, keep: bool) -> list[str]:
    """`head`, which ends in a colon, with the value after or below it."""
    if value and isinstance(value, dict | list):
        below = column + (style.step if isinstance(value, dict) else style.dash)
        return [head, *block(value, below, path, style, keep)]
    first, *others = inline(value, column, style.step, keep)
    return [f"{head} {first}", *others]


def list_item(value: Any, column: int, path: Path, style: Style = KUBECTL, keep: bool = True) -> list[str]:
    """The lines of a list's item with its dash at `column`; `path` is the item's own."""
    dash = " " * column + "-" + " " * style.gap
    if value and isinstance(value, dict | list):
        lines = block(value, column + 1 + style.gap, path, style, keep)
        return [dash + lines[0].lstrip(" "), *lines[1:]]
    first, *others = inline(value, column, style.step, keep)
    return [dash + first, *others]


def inline(value: Any, column: int, step: int, keep: bool = True) -> list[str]:
    """What follows a key or dash at `column`, if it is a scalar or empty; then a block scalar's other lines."""
    if isinstance(value, dict | list):
        return ["{}" if isinstance(value, dict) else "[]"]
    lines = block_scalar(value, " " * (column + step), step, keep) if isinstance(value, str) else None
    return lines or [scalar(value)]


def document(value: Any, style: Style = KUBECTL) -> list[str]:
    """The lines of a whole document."""
    if value and isinstance(value, dict | list):
        return block(value, 0, (), style)
    if isinstance(value, str):
        return [scalar(value)]
    return inline(value, 0, style.step)


def flow(value: Any, path: Path, as_json: bool) -> str:
    """A value on one line, in braces and brackets."""
    write = json_scalar if as_json else _flow_scalar
    if isinstance(value, dict):
        entries = (f"{write(key)}: {flow(item, (*path, key), as_json)}" for key, item in ordered(value, path))
        return "{" + ", ".join(entries) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(item, (*path, i), as_json) for i, item in enumerate(value)) + "]"
    return write(value)


def flow_lines(value: Any, path: Path, as_json: bool, indent: str, step: str) -> list[str]:
    """A value in braces and brackets, one entry a line, the lines after the first one indented from `indent` on."""
    if not value or not isinstance(value, dict | list):
        return [flow(value, path, as_json)]
    write = json_scalar if as_json else _flow_scalar
    pairs: list[tuple[str | int, Any]]
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    pairs = [*ordered(value, path)] if isinstance(value, dict) else [*enumerate(value)]
    lines = [opening]
    for n, (key, item) in enumerate(pairs):
        first, *others = flow_lines(item, (*path, key), as_json, indent + step, step)
        head = f"{write(key)}: " if isinstance(key, str) else ""
        lines += [f"{indent}{step}{head}{first}", *others]
        if n + 1 < len(pairs):
            lines[-1] += ","
    return [*lines, indent + closing]


def _flow_scalar(value: Any) -> str:
    return scalar(value, in_flow=True)
