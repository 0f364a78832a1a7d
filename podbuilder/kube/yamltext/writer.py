"""New YAML text: block style, customary key order, every scalar safe for every reader, no line ever folded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
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


class Dialect(NamedTuple):
    """How keys and scalars are written in braces and brackets, and how these are spread over lines."""

    key: Callable[[Any], str]
    scalar: Callable[[Any], str]
    # On lines, a comma follows the last entry as well, and the brackets of a list share lines with those of its items.
    is_kyaml: bool = False


def _flow_scalar(value: Any) -> str:
    return scalar(value, in_flow=True)


def _quoted(value: Any) -> str:
    return scalar(value, '"', in_flow=True)


FLOW = Dialect(_flow_scalar, _flow_scalar)
JSON = Dialect(json_scalar, json_scalar)
# As kubectl writes it. Mirrors Encoder, Kubernetes v1.36, sigs.k8s.io/yaml/kyaml, but for texts of several lines, which
# are written on one.
KYAML = Dialect(_flow_scalar, _quoted, True)


def flow(value: Any, path: Path, dialect: Dialect) -> str:
    """A value on one line, in braces and brackets."""
    if isinstance(value, dict):
        entries = (f"{dialect.key(key)}: {flow(item, (*path, key), dialect)}" for key, item in ordered(value, path))
        return "{" + ", ".join(entries) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(item, (*path, i), dialect) for i, item in enumerate(value)) + "]"
    return dialect.scalar(value)


def flow_lines(value: Any, path: Path, dialect: Dialect, indent: str, step: str) -> list[str]:
    """A value in braces and brackets, one entry a line, the lines after the first one indented from `indent` on."""
    if not value or not isinstance(value, dict | list):
        return [flow(value, path, dialect)]
    if dialect.is_kyaml and isinstance(value, list) and all(isinstance(item, dict | list) for item in value):
        return _hugging(value, path, dialect, indent, step)
    pairs: list[tuple[str | int, Any]]
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    pairs = [*ordered(value, path)] if isinstance(value, dict) else [*enumerate(value)]
    lines = [opening]
    for n, (key, item) in enumerate(pairs):
        first, *others = flow_lines(item, (*path, key), dialect, indent + step, step)
        head = f"{dialect.key(key)}: " if isinstance(key, str) else ""
        lines += [f"{indent}{step}{head}{first}", *others]
        if dialect.is_kyaml or n + 1 < len(pairs):
            lines[-1] += ","
    return [*lines, indent + closing]


def _hugging(value: list[Any], path: Path, dialect: Dialect, indent: str, step: str) -> list[str]:
    """A list whose brackets share lines with those of its items: `[{`, `}, {`, `}]`."""
    lines = ["["]
    for i, item in enumerate(value):
        first, *others = flow_lines(item, (*path, i), dialect, indent, step)
        lines[-1] += f", {first}" if i else first
        lines += others
    lines[-1] += "]"
    return lines
