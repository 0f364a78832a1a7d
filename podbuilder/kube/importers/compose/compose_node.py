"""The tree of a Compose file: each value with its place in the text, anchors followed and `<<` merged."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import Any, NamedTuple

from podbuilder.kube.core.document import Path as ValuePath


class NodeKind(Enum):
    SCALAR = "scalar"
    MAPPING = "mapping"
    SEQUENCE = "sequence"


class TextPlace(NamedTuple):
    """A place in the text; lines and columns count from 1."""

    line: int
    column: int


class WrittenKey(NamedTuple):
    """A key as it stands in the text, before merges; its value is None where an alias stands for it."""

    key: str
    place: TextPlace
    node: ComposeNode | None


# Those of nodes that have none; most nodes are scalars.
_NO_FIELDS: dict[str, ComposeNode] = {}
_NO_ITEMS: list[ComposeNode] = []
_NO_KEYS: list[WrittenKey] = []
_NO_MARKS: set[str] = set()


class ComposeNode:
    """A value. Of a mapping, `fields` are the entries with what `<<` brings, `written` those that stand in the text."""

    __slots__ = ("fields", "items", "kind", "marks", "place", "tag", "value", "written", "written_text")

    def __init__(self, kind: NodeKind, place: TextPlace, value: Any = None, tag: str | None = None) -> None:
        self.kind = kind
        self.place = place
        self.value = value
        self.tag = tag
        # Of a scalar without quotes.
        self.written_text = ""
        self.fields: dict[str, ComposeNode] = _NO_FIELDS
        self.items: list[ComposeNode] = _NO_ITEMS
        self.written: list[WrittenKey] = _NO_KEYS
        # Keys with the tags `!reset` and `!override`: what was there before them goes.
        self.marks: set[str] = _NO_MARKS
        if kind is NodeKind.MAPPING:
            self.fields, self.written, self.marks = {}, [], set()
        elif kind is NodeKind.SEQUENCE:
            self.items = []

    def native(self) -> Any:
        """The value as plain Python, of which nothing is shared."""
        if self.kind is NodeKind.SCALAR:
            return self.value
        if self.kind is NodeKind.MAPPING:
            return {key: node.native() for key, node in self.fields.items()}
        return [node.native() for node in self.items]

    def replaced(self, path: ValuePath = ()) -> Iterator[ValuePath]:
        """The paths of the keys with the tags `!reset` and `!override`."""
        for key in self.marks:
            yield *path, key
        for key, node in self.fields.items():
            if node.kind is NodeKind.MAPPING:
                yield from node.replaced((*path, key))

    def all_keys(self, path: ValuePath = ()) -> Iterator[tuple[ValuePath, TextPlace]]:
        """Every key of the text in its order, what stands behind an alias only once."""
        for key, place, node in self.written:
            at = (*path, key)
            yield at, place
            if node is not None and node.kind is not NodeKind.SCALAR:
                yield from node.all_keys(at)
        for index, item in enumerate(self.items):
            if item.kind is not NodeKind.SCALAR and item.place > self.place:
                yield from item.all_keys((*path, index))

    def below(self, path: ValuePath) -> ComposeNode | None:
        """The value at a path, if there is one."""
        node: ComposeNode | None = self
        for part in path:
            node = node.child(part) if node is not None else None
        return node

    def child(self, part: str | int) -> ComposeNode | None:
        """The value of a key, or of an item."""
        if isinstance(part, int):
            return self.items[part] if part < len(self.items) else None
        return self.fields.get(part)

    def reach(self, path: ValuePath) -> tuple[int, TextPlace]:
        """How much of a path there is, and the place of its last value."""
        node, length = self, 0
        for part in path:
            below = node.child(part)
            if below is None:
                break
            node, length = below, length + 1
        return length, node.place
