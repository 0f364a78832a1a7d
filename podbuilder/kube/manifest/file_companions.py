"""The objects beside the pods of a text that are edited as its pods are, each document read once.

They are numbered apart from the pods, so that a pod that comes or goes changes no companion's number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from podbuilder.kube.core import companion_kinds, kinds
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.core.limits import MAX_PODS
from podbuilder.kube.manifest.pod_reader import Found
from podbuilder.kube.yamltext import parse
from podbuilder.kube.yamltext.errors import YamlProblem
from podbuilder.kube.yamltext.source import Source
from podbuilder.kube.yamltext.tree import Tree

# The number of a text's first companion; those of its pods are smaller.
FIRST_COMPANION = MAX_PODS
# A document without any of these words holds no companion.
_WORDS = re.compile("|".join(companion_kinds.KINDS))


def companion_paths_of(document: Any) -> list[FieldPath]:
    """The paths of the companions in a document: its root, or the items of a List."""
    return [at for at, one in kinds.objects(document) if companion_kinds.kind_of(one)]


def every_companion(source: Source, known: Mapping[int, Tree]) -> Iterator[Found]:
    """Each companion of a text in its order. `known` are the trees that have been read already.

    Documents that cannot be read are passed over.
    """
    number = FIRST_COMPANION
    for i, one in enumerate(parse.documents_of(source)):
        if not _WORDS.search(source.text, one.stretch.start, one.stretch.stop):
            continue
        tree = known.get(i) or _tree(one)
        if tree is not None:
            for path in companion_paths_of(tree.root.value):
                yield Found(tree, i, path, number)
                number += 1


def companion(pod: Found, wanted: int) -> Found:
    """The companion with this number in the text of a pod, or the last one; the pod itself if there is none."""
    found = pod
    for found in every_companion(pod.tree.source, {pod.document_number: pod.tree}):
        if found.number == wanted:
            break
    return found


def _tree(one: parse.Document) -> Tree | None:
    try:
        return one.tree
    except YamlProblem:
        return None
