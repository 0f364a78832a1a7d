"""The objects of a text that stand beside a pod: Services, ConfigMaps and whatever else is kept in the same file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from podbuilder.kube.core import document, kinds
from podbuilder.kube.core.field import Document
from podbuilder.kube.manifest.manifest import Manifest
from podbuilder.kube.yamltext import parse
from podbuilder.kube.yamltext.errors import YamlProblem
from podbuilder.kube.yamltext.source import Source
from podbuilder.kube.yamltext.stream import may_be_several


def objects_of(source: Source, words: re.Pattern[str] | None = None) -> Iterator[Document]:
    """The objects of a text in their order, those in Lists among them; what cannot be read is passed over.

    With `words`, only documents in whose text the pattern is found: most need not be read then.
    """
    for one in parse.documents_of(source):
        if words is None or words.search(source.text, one.stretch.start, one.stretch.stop):
            try:
                tree = one.tree
            except YamlProblem:
                continue
            found = kinds.objects(tree.root.value if tree else None)
            yield from (value for _, value in found if isinstance(value, dict))


def has_neighbours(manifest: Manifest) -> bool:
    """Whether the text may hold more than the pod's own object; to look for it says it for sure."""
    return bool(manifest.object_path) or may_be_several(manifest.tree.source)


def namespace_of(one: Document) -> str:
    """The namespace that an object names; "" for none."""
    namespace = document.get(one, ("metadata", "namespace"))
    return namespace if isinstance(namespace, str) else ""


def agree(one: str, other: str) -> bool:
    """Whether two namespaces may be the same."""
    return not one or not other or one == other
