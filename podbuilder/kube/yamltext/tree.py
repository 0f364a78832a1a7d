"""A document's tree: from a path to nodes, from a node to columns, from a document to its indentation."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, NamedTuple

from podbuilder.kube.core.cached_property import cached_property
from podbuilder.kube.yamltext.node import ALIAS, MAPPING, SCALAR, SEQUENCE, Entry, Node
from podbuilder.kube.yamltext.source import Source
from podbuilder.kube.yamltext.stream import Stretch
from podbuilder.kube.yamltext.writer import FLOW, JSON, KUBECTL, KYAML, Dialect, Path, Style

_PROPERTIES = re.compile(r"(?:[&!]\S*\s+(?:#[^\r\n]*\s+)*)*(?:[&!][^\s,\[\]{}]*(?=\s|\Z))?")


class Unsuitable(Exception):
    """This way of changing the text does not suit the text at this place; try a coarser one."""


class Place(NamedTuple):
    """A node and its surroundings: its path, its parent, and the entry or item number that leads to it."""

    path: Path
    node: Node
    parent: Node | None = None
    entry: Entry | None = None
    number: int = 0

    @property
    def holder(self) -> Node:
        """The collection that contains the node; for the root, the root itself."""
        return self.parent or self.node


class Tree:
    """A document's tree with its text."""

    def __init__(self, source: Source, stretch: Stretch, root: Node) -> None:
        self.source = source
        self.text = source.text
        self.stretch = stretch
        self.root = root

    def chain(self, path: Path) -> list[Place]:
        """The places along `path` from the root as far as the text itself goes: not through aliases or merges."""
        places = [Place((), self.root)]
        for part in path:
            node, here = places[-1].node, places[-1].path
            if node.kind == MAPPING and isinstance(part, str):
                number = node.number_of(part)
                if number is None:
                    break
                entry = node.entries[number]
                places.append(Place((*here, part), entry.node, node, entry, number))
            elif node.kind == SEQUENCE and isinstance(part, int) and 0 <= part < len(node.items):
                places.append(Place((*here, part), node.items[part], node, None, part))
            else:
                break
        return places

    def places(self) -> Iterator[Place]:
        """Every place of the document in the order of the text; merged mappings count as their mapping's own."""
        stack = [Place((), self.root)]
        while stack:
            place = stack.pop()
            yield place
            node, path = place.node, place.path
            if node.kind == MAPPING:
                for i in range(len(node.entries) - 1, -1, -1):
                    entry = node.entries[i]
                    here = path if entry.key is None else (*path, entry.key)
                    stack.append(Place(here, entry.node, node, entry, i))
            elif node.kind == SEQUENCE:
                for i in range(len(node.items) - 1, -1, -1):
                    stack.append(Place((*path, i), node.items[i], node, None, i))

    @cached_property
    def is_json(self) -> bool:
        """Whether the document is JSON, and has to stay JSON."""
        if self.root.kind != MAPPING or not self.root.flow:
            return False
        try:
            json.loads(self.text[self.root.start : self.root.end])
        except (ValueError, RecursionError):
            return False
        return True

    @cached_property
    def is_kyaml(self) -> bool:
        """Whether the document is in the style of KYAML: braces on lines, plain keys, most texts in double quotes."""
        if self.root.kind != MAPPING or not self.root.flow or self.is_json:
            return False
        texts = [place.node for place in self.places() if isinstance(place.node.value, str)]
        keys = [entry.key_node for entry in self.root.entries]
        has_lines = self.source.line(self.root.start) < self.source.line(self.root.end)
        quoted = sum(node.style == '"' for node in texts if node.kind == SCALAR)
        return has_lines and 2 * quoted > len(texts) and all(key.style == "" for key in keys)

    @cached_property
    def is_like_json(self) -> bool:
        """Whether the document is JSON but for commas, comments or single values that only YAML takes."""
        if self.root.kind != MAPPING or not self.root.flow or self.is_json:
            return False
        return bool(self.root.entries) and all(entry.key_node.style == '"' for entry in self.root.entries)

    @property
    def dialect(self) -> Dialect:
        """How flow style is written in this document."""
        return JSON if self.is_json or self.is_like_json else KYAML if self.is_kyaml else FLOW

    def content(self, node: Node) -> int:
        """Where a node starts after its anchor and tag."""
        if node.anchor is None and node.tag is None:
            return node.start
        match = _PROPERTIES.match(self.text, node.start, max(node.end, node.start))
        return match.end() if match else node.start

    def key_start(self, entry: Entry) -> int:
        """Where an entry of a block mapping starts: at its key, or at the `?` before it."""
        before = self.source.before(entry.key_node.start)
        if before.rstrip().endswith("?"):
            return entry.key_node.start - len(before) + len(before.rstrip()) - 1
        return entry.key_node.start

    def dash(self, sequence: Node, index: int) -> int:
        """The offset of the dash of a block sequence's item."""
        source, item = self.source, sequence.items[index]
        if index == 0 and sequence.anchor is None and sequence.tag is None:
            return sequence.start
        line = source.line(item.start)
        floor = source.line(sequence.items[index - 1].end) if index else source.line(sequence.start)
        while line >= floor:
            text = source.text[source.line_starts[line] : item.start]
            stripped = text.lstrip(" ")
            if stripped[:1] == "-" and stripped[1:2] in ("", " ", "\t", "\r", "\n"):
                return source.line_starts[line] + len(text) - len(stripped)
            line -= 1
        raise Unsuitable

    def column(self, node: Node) -> int:
        """The column of a block collection: that of its keys or dashes."""
        if node.kind == MAPPING:
            return self.source.column(self.key_start(node.entries[0]))
        return self.source.column(self.dash(node, 0))

    @cached_property
    def style(self) -> Style:
        """How this document indents, by majority; as kubectl does where there is no example."""
        steps: Counter[int] = Counter()
        dashes: Counter[int] = Counter()
        gaps: Counter[int] = Counter()
        for place in self.places():
            with suppress(Unsuitable):
                self._measure(place, steps, dashes, gaps)
        return Style(
            max(_most(steps, KUBECTL.step), 1), max(_most(dashes, KUBECTL.dash), 0), max(_most(gaps, KUBECTL.gap), 1)
        )

    def _measure(self, place: Place, steps: Counter[int], dashes: Counter[int], gaps: Counter[int]) -> None:
        node, parent = place.node, place.parent
        if parent is None or node.kind in (SCALAR, ALIAS) or node.flow or parent.flow:
            return
        if parent.kind == MAPPING:
            below = self.column(node) - self.column(parent)
            (steps if node.kind == MAPPING else dashes)[below] += 1
        elif node.kind == MAPPING:
            dash = self.dash(parent, place.number)
            if self.source.line(node.start) == self.source.line(dash):
                gaps[node.start - dash - 1] += 1


def _most(counts: Counter[int], otherwise: int) -> int:
    return counts.most_common(1)[0][0] if counts else otherwise


def value_at(value: Any, path: Path) -> Any:
    """The value at a path that is known to exist."""
    for part in path:
        value = value[part]
    return value
