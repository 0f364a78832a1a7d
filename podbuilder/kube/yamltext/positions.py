"""Lines and columns of paths, and the path of each line."""

from __future__ import annotations

from podbuilder.kube.yamltext.node import ALIAS, SCALAR
from podbuilder.kube.yamltext.place import Place, Tree, Unsuitable
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
        elif place.parent is not None and not place.parent.flow:
            try:
                start = self._tree.dash(place.parent, place.number)
            except Unsuitable:
                start = node.start
        return source.line(start), source.line(max(node.end, start))

    def by_line(self) -> list[Path | None]:
        """For each line the deepest path that starts or continues there; a flow collection on one line is one path."""
        lines: list[Path | None] = [None] * len(self._tree.source.line_starts)
        one_line: tuple[int, int] | None = None
        for place in self._tree.places():
            if one_line is not None and one_line[0] <= place.node.start < one_line[1]:
                continue
            first, last = self._span(place)
            for line in range(first, last + 1):
                lines[line] = place.path
            node = place.node
            if first == last and node.kind not in (SCALAR, ALIAS) and node.flow:
                one_line = (node.start, node.end)
        return lines
