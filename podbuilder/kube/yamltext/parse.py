"""From a text to the trees of its documents: decoded, checked and split, each read when it is asked for."""

from __future__ import annotations

from typing import NamedTuple

from podbuilder.kube.core.limits import MAX_KEPT_VALUES
from podbuilder.kube.yamltext import stream
from podbuilder.kube.yamltext.errors import YamlProblem
from podbuilder.kube.yamltext.node import Node
from podbuilder.kube.yamltext.reading_limits import EDITED, Limits
from podbuilder.kube.yamltext.source import Source
from podbuilder.kube.yamltext.stream import Stretch
from podbuilder.kube.yamltext.tree import Tree

_KEPT = "roots"


class Document(NamedTuple):
    """One document of a text, not read yet."""

    source: Source
    stretch: Stretch

    def read(self) -> tuple[Tree | None, int]:
        """Its tree, None where nothing stands in it, and how many values it has (YamlProblem if it cannot be read).

        What is small is kept with the text: who looks for pods reads it, and so does who looks at what stands beside.
        """
        # The root alone: a tree knows its text, and the two would keep each other.
        kept: dict[int, tuple[Node | None, int]] = self.source.kept.setdefault(_KEPT, {})
        found = kept.get(self.stretch.start)
        if found is None:
            found = stream.read(self.source, self.stretch)
            if found[1] <= MAX_KEPT_VALUES:
                kept[self.stretch.start] = found
        root, count = found
        return (None if root is None else Tree(self.source, self.stretch, root)), count

    @property
    def tree(self) -> Tree | None:
        """Its tree alone (YamlProblem)."""
        return self.read()[0]


def text_of(data: bytes, limits: Limits = EDITED) -> str:
    """The text of a file's bytes (YamlProblem if they are too many, or in no encoding of Unicode)."""
    if len(data) > 4 * limits.characters:
        raise YamlProblem(stream.TOO_LONG)
    return stream.decode(data)


def source_of(text: str | bytes, limits: Limits = EDITED) -> Source:
    """A text that is short enough and has only characters that YAML allows (YamlProblem if not)."""
    source = Source(text_of(text, limits) if isinstance(text, bytes) else text, limits)
    stream.check(source)
    return source


def documents_of(source: Source) -> list[Document]:
    """The documents of a source in their order (YamlProblem if there are absurdly many)."""
    return [Document(source, stretch) for stretch in stream.split(source)]


def documents(text: str | bytes) -> list[Document]:
    """The documents of a text in their order (YamlProblem for a text that no reader takes)."""
    return documents_of(source_of(text))


def only_mapping(text: str | bytes, not_one: str, no_mapping: str) -> Tree:
    """The tree of a text that is one document and a mapping; YamlProblem, with these words if it is something else."""
    found = documents(text)
    if len(found) != 1:
        raise YamlProblem(not_one)
    tree = found[0].tree
    if tree is None or not isinstance(tree.root.value, dict):
        source, stretch = found[0]
        raise YamlProblem(no_mapping, source.line(stretch.start) + 1)
    return tree
