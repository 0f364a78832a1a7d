"""What Compose does with values that few would expect: numbers that are spelled otherwise, commands that end early."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.core.document import Path as ValuePath
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.importers.compose.compose_file import Oddity, OddityNote
from podbuilder.kube.importers.compose.compose_node import ComposeNode
from podbuilder.kube.importers.compose.plain_scalar import go_text
from podbuilder.kube.importers.compose.problem import UnreadableValue
from podbuilder.kube.importers.compose.shapes import TypeShape, ValueShape, file_shape
from podbuilder.kube.importers.compose.shell_words import split

# Forms that make texts of numbers and booleans.
_TEXTS = frozenset(
    {"driver_options", "labels", "pairs", "plain_number", "ports", "provider_options", "scalars", "settings"}
)


def respelled(node: ComposeNode, known: TypeShape, path: ValuePath) -> Iterator[OddityNote]:
    """Values below a mapping of a known type that become texts other than they are written."""
    for key, below in node.fields.items():
        if key in known.fields:
            yield from _respelled(below, known.fields[key], (*path, key))


def _respelled(node: ComposeNode, shape: ValueShape, path: ValuePath) -> Iterator[OddityNote]:
    if shape.form in _TEXTS:
        yield from _texts(node, path)
    if shape.type_name:
        yield from respelled(node, file_shape().types[shape.type_name], path)
    if shape.entries is not None:
        for key, below in node.fields.items():
            yield from _respelled(below, shape.entries, (*path, key))
    if shape.item is not None:
        for index, below in enumerate(node.items):
            yield from _respelled(below, shape.item, (*path, index))


def _texts(node: ComposeNode, path: ValuePath) -> Iterator[OddityNote]:
    below = [((*path, key), one) for key, one in node.fields.items()]
    below += [((*path, index), one) for index, one in enumerate(node.items)]
    for at, one in [(path, node), *below]:
        if isinstance(one.value, int | float) and one.written_text not in ("", go_text(one.value)):
            yield OddityNote(FieldPath(at), Oddity.RESPELLED, one.written_text, go_text(one.value))


def cut_commands(services: dict[str, Any]) -> Iterator[OddityNote]:
    """Commands of which Compose leaves out what follows an operator of a shell."""
    for name, service in services.items():
        for key in ("entrypoint", "command"):
            line = service.get(key)
            if not isinstance(line, str):
                continue
            try:
                words, left_out = split(line)
            except UnreadableValue:  # told where the form is checked
                continue
            if left_out:
                yield OddityNote(FieldPath(("services", name, key)), Oddity.CUT, left_out, " ".join(words))
