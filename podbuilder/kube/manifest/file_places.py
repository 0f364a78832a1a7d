"""Places of a whole file: fields of any of its documents, and one text written into all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from podbuilder.kube.core import kinds
from podbuilder.kube.core.field import Document, FieldPath
from podbuilder.kube.manifest.manifest import Manifest, ManifestError
from podbuilder.kube.manifest.neighbours import agree, has_neighbours, namespace_of
from podbuilder.kube.yamltext import parse
from podbuilder.kube.yamltext.edits import EditRefused
from podbuilder.kube.yamltext.errors import YamlProblem
from podbuilder.kube.yamltext.tree import Tree

# By the number of the document in the text, paths of that document.
Places = Mapping[int, Sequence[FieldPath]]


def write(manifest: Manifest, places: Places, text: str) -> Manifest:
    """The manifest with a text at each place; all of them hold one already (ManifestError)."""
    from podbuilder.kube.yamltext.patch import set_all  # reviews do without the modules that edit texts

    source = manifest.tree.source
    try:
        for number, paths in places.items():
            # Something was found in it.
            tree = cast(Tree, parse.documents_of(source)[number].tree)
            source = set_all(tree, number, dict.fromkeys(paths, text)).source
    except (EditRefused, YamlProblem) as refusal:
        raise ManifestError(str(refusal)) from refusal
    return Manifest.read(source.text, manifest.number)


def neighbours(manifest: Manifest) -> Iterator[tuple[int, FieldPath, Document]]:
    """The objects of the file that may be in the pod's namespace: their documents' numbers, their paths, themselves.

    Whoever applies a file chooses the namespace of an object that names none.
    """
    namespace = namespace_of(manifest.object)
    if not has_neighbours(manifest):
        return
    for number, one in enumerate(parse.documents_of(manifest.tree.source)):
        try:
            tree = one.tree
        except YamlProblem:
            continue
        for at, value in kinds.objects(tree.root.value if tree else None):
            if isinstance(value, dict) and agree(namespace_of(value), namespace):
                yield number, at, value
