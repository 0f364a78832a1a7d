"""Where in the text a value of the file's long form stands: in `A=1` of a list, for a variable A."""

from __future__ import annotations

from podbuilder.kube.core.document import Path as ValuePath
from podbuilder.kube.importers.compose.compose_file import ComposeFile
from podbuilder.kube.importers.compose.compose_node import ComposeNode, NodeKind

# Of `services.web.ports[0]`, what is looked up at once.
_OF_A_KEY = 3


class WrittenPlaces:
    """The places of a file's values."""

    def __init__(self, file: ComposeFile) -> None:
        self._file = file
        self._names: dict[int, dict[str, int]] = {}
        self._keys: dict[ValuePath, ComposeNode | None] = {}

    def of(self, path: ValuePath) -> ValuePath | None:
        """The place of a value, or of what it is a part of; None for an entry of a list that another service brings.

        What is written elsewhere altogether keeps its path: a key that `extends` or a default brings.
        """
        if len(path) <= _OF_A_KEY:
            return path
        node = self._node(path[:_OF_A_KEY])
        for depth in range(_OF_A_KEY, len(path)):
            if node is None:
                return path
            if node.kind is NodeKind.SCALAR:
                return path[:depth]
            part = path[depth]
            if node.kind is NodeKind.MAPPING:
                node = node.child(part)
                continue
            found = self._number(node, path, depth) if isinstance(part, int) else self._named(node).get(part)
            if found is None:
                return path if isinstance(part, str) else None
            return (*path[:depth], found)
        return path

    def _node(self, path: ValuePath) -> ComposeNode | None:
        if path not in self._keys:
            self._keys[path] = self._file.node_of(path)
        return self._keys[path]

    def _number(self, node: ComposeNode, path: ValuePath, depth: int) -> int | None:
        """Which item of a list became the one of this number; what is merged into a list stands before its own."""
        origin, number = self._file.origins.get(path[:depth]), path[depth]
        if origin is None or not isinstance(number, int) or number >= len(origin.numbers):
            return None
        own = origin.numbers[number] - (origin.length - len(node.items))
        return own if own >= 0 else None

    def _named(self, node: ComposeNode) -> dict[str, int]:
        """The last item of a list that says something of a name, by names."""
        if id(node) not in self._names:
            texts = {number: item.value for number, item in enumerate(node.items) if isinstance(item.value, str)}
            hosts = {text.partition(":")[0]: number for number, text in texts.items()}
            self._names[id(node)] = hosts | {text.partition("=")[0]: number for number, text in texts.items()}
        return self._names[id(node)]
