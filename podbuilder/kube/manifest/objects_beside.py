"""Where in a text the other objects stand that can be edited as well: its pods, and what is beside them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from podbuilder.kube.core import kinds
from podbuilder.kube.manifest.every_pod import every_pod
from podbuilder.kube.manifest.file_companions import every_companion
from podbuilder.kube.manifest.manifest import Manifest


class ObjectBeside(NamedTuple):
    """The number of an object for `Manifest.read`, and its lines, from 1."""

    number: int
    lines: range


def objects_beside(manifest: Manifest) -> Iterator[ObjectBeside]:
    """Each object of a text that holds a pod or is a companion, but for the one that is edited."""
    if not manifest.has_several:
        return
    source, own = manifest.tree.source, (manifest.document_number, manifest.object_path)
    known = {manifest.document_number: manifest.tree}
    for tree, document, path, number in (*every_pod(source, known), *every_companion(source, known)):
        at = kinds.object_at(tree.root.value, path)[0]
        if (document, at) != own:
            node = tree.chain(at)[-1].node
            yield ObjectBeside(
                number, range(source.line(node.start) + 1, source.line(max(node.end - 1, node.start)) + 2)
            )


def number_at(manifest: Manifest, line: int) -> int | None:
    """The number of the object beside the one that is edited in whose lines this one is, from 1; None for none."""
    return next((one.number for one in objects_beside(manifest) if line in one.lines), None)
