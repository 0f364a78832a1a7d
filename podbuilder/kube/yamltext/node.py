"""The tree of a document: each value with the stretch of text it was read from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

SCALAR, MAPPING, SEQUENCE, ALIAS = range(4)


class Node:
    """One value in the text.

    `start` and `end` are offsets; the stretch begins with the node's anchor or tag, if it has one, and ends with its
    last character (a block scalar's without its last line break). `style` is that of a scalar: empty for a plain one,
    else its first character. `value` is what the API server reads; it may share objects where there are aliases.
    """

    __slots__ = (
        "_numbers",
        "anchor",
        "end",
        "entries",
        "flow",
        "items",
        "kind",
        "start",
        "style",
        "tag",
        "target",
        "value",
    )

    kind: int
    start: int
    end: int
    value: Any
    style: str
    flow: bool
    anchor: str | None
    tag: str | None
    entries: list[Entry]
    items: list[Node]
    target: Node
    _numbers: dict[str, int] | None

    def __init__(self, kind: int, start: int, end: int, value: Any, anchor: str | None, tag: str | None) -> None:
        self.kind = kind
        self.start = start
        self.end = end
        self.value = value
        self.anchor = anchor
        self.tag = tag
        self._numbers = None

    def entry(self, key: str) -> Entry | None:
        """The entry of a mapping that gives `key` its value; None if there is none, or it comes from a merge."""
        number = self.number_of(key)
        return None if number is None else self.entries[number]

    def number_of(self, key: str) -> int | None:
        """The number of that entry."""
        if self._numbers is None:
            self._numbers = {}
            for number, entry in enumerate(self.entries):
                if entry.key is not None:
                    self._numbers[entry.key] = number
                else:
                    for merged in merged_keys(entry.node):
                        self._numbers.pop(merged, None)
        return self._numbers.get(key)

    def children(self) -> Iterator[Node]:
        """The nodes directly below a collection, keys among them."""
        if self.kind == SEQUENCE:
            yield from self.items
        else:
            for entry in self.entries:
                yield entry.key_node
                yield entry.node


class Entry(NamedTuple):
    """A key and its value; the key is None for the merge key `<<`."""

    key: str | None
    key_node: Node
    node: Node


def merged_keys(node: Node) -> set[str]:
    """The keys that a merge's value brings in."""
    node = node.target if node.kind == ALIAS else node
    if node.kind == MAPPING:
        return set(node.value)
    return {key for item in node.items for key in item.value}


def walk(root: Node) -> Iterator[Node]:
    """Every node of a tree in the order of the text, without following aliases."""
    stack = [root]
    while stack:
        node = stack.pop()
        yield node
        if node.kind in (MAPPING, SEQUENCE):
            stack.extend(reversed(list(node.children())))
