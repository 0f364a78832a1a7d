"""Lines and columns of paths, and the path of each line."""

from __future__ import annotations

from bisect import bisect_right

from podbuilder.kube.yamltext.node import ALIAS, MAPPING, SCALAR, Node
from podbuilder.kube.yamltext.tree import Place, Tree, Unsuitable
from podbuilder.kube.yamltext.writer import Path


class Positions:
    """The positions of a document's values."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree

    def _nearest(self, path: Path) -> Place:
        return self._tree.chain(path)[-1]

    def where(self, path: Path) -> tuple[int, int]:
        """Line and column, from 1, of the key or item at a path, or of its nearest ancestor."""
        place = self._nearest(path)
        offset = place.entry.key_node.start if place.entry is not None else place.node.start
        source = self._tree.source
        return source.line(offset) + 1, source.column(offset) + 1

    def lines_of(self, path: Path) -> range:
        """The lines, from 1, that key and value cover."""
        first, last = self._span(self._nearest(path))
        return range(first + 1, last + 2)

    def _span(self, place: Place) -> tuple[int, int]:
        source, node = self._tree.source, place.node
        start = node.start
        if place.entry is not None:
            start = place.entry.key_node.start
        elif place.parent is not None:
            start = self._start_of_item(place.parent, place.number)
        return source.line(start), source.line(max(node.end, start))

    def by_line(self) -> list[Path | None]:
        """For each line the deepest path that starts or continues there; a flow collection on one line is one path."""
        starts = self._tree.source.line_starts
        lines: list[Path | None] = [None] * len(starts)
        # Asked at every keystroke for each value of the text, so it keeps its own list of nodes still to visit.
        waiting: list[tuple[Path, Node, int]] = [((), self._tree.root, self._tree.root.start)]
        while waiting:
            path, node, start = waiting.pop()
            first = max(bisect_right(starts, start) - 1, 0)
            last = max(bisect_right(starts, max(node.end, start)) - 1, 0)
            lines[first : last + 1] = [path] * (last + 1 - first)
            if node.kind in (SCALAR, ALIAS) or (first == last and node.flow):
                continue
            if node.kind == MAPPING:
                for entry in reversed(node.entries):
                    here = path if entry.key is None else (*path, entry.key)
                    waiting.append((here, entry.node, entry.key_node.start))
            else:
                for i in range(len(node.items) - 1, -1, -1):
                    waiting.append(((*path, i), node.items[i], self._start_of_item(node, i)))
        return lines

    def _start_of_item(self, sequence: Node, number: int) -> int:
        """Where an item's dash stands; in brackets, or where there is none, the item itself."""
        start = sequence.items[number].start
        if sequence.flow:
            return start
        try:
            return self._tree.dash(sequence, number)
        except Unsuitable:
            return start
