"""What an expression is made of, once it is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Node = Any


@dataclass(frozen=True, slots=True)
class Literal:
    value: Any


@dataclass(frozen=True, slots=True)
class Ident:
    name: str


@dataclass(frozen=True, slots=True)
class Select:
    """A field of a value: `a.b`, or `a.?b`."""

    operand: Node
    field: str
    is_optional: bool = False


@dataclass(frozen=True, slots=True)
class Index:
    """A part of a value: `a[b]`, or `a[?b]`."""

    operand: Node
    index: Node
    is_optional: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """A function or an operator; one that is called on a value has that as its target."""

    name: str
    args: tuple[Node, ...]
    target: Node = None


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list; an item with a question mark before it is an optional one."""

    items: tuple[Node, ...]
    optional: frozenset[int]


@dataclass(frozen=True, slots=True)
class MapOf:
    """A map, its keys and values."""

    entries: tuple[tuple[Node, Node], ...]
    optional: frozenset[int]


@dataclass(frozen=True, slots=True)
class StructOf:
    """A message of a type, its fields and their values."""

    type_name: str
    entries: tuple[tuple[str, Node], ...]
    optional: frozenset[int]
