"""The objects of a text that stand beside a pod: Services, ConfigMaps and whatever else is kept in the same file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from podbuilder.kube.core import kinds
from podbuilder.kube.core.field import Document
from podbuilder.kube.yamltext import parse
from podbuilder.kube.yamltext.errors import YamlProblem
from podbuilder.kube.yamltext.source import Source


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
            yield from _objects(tree.root.value if tree else None)


def _objects(value: Any) -> Iterator[Document]:
    if isinstance(value, dict):
        items = value.get(kinds.objects_in(value))
        if isinstance(items, list):
            yield from (kinds.implied(value, item) for item in items if isinstance(item, dict))
        else:
            yield value
