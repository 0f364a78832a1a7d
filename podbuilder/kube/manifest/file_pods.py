"""What a file holds that is judged and not edited: its pods, the objects beside them, and what cannot be read.

No limit of an editor counts here: a file is read once, in steps that grow with its length.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from podbuilder.kube.core import document as documents
from podbuilder.kube.core import kinds
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.manifest.file_object import FileObject
from podbuilder.kube.manifest.manifest import Manifest
from podbuilder.kube.manifest.pod_paths import pod_paths_of, why_no_pod, why_not
from podbuilder.kube.yamltext import parse
from podbuilder.kube.yamltext.errors import YamlProblem
from podbuilder.kube.yamltext.reading_limits import JUDGED
from podbuilder.kube.yamltext.tree import Tree


class NoPod(NamedTuple):
    """A document without a pod: its first line, why it has none, and whether it says of what kind it is."""

    line: int
    reason: str
    has_kind: bool
    document_number: int


def file_pods(data: str | bytes) -> Iterator[Manifest | FileObject | NoPod | YamlProblem]:
    """The pods of a file and its other objects, the documents without any pod and those that cannot be read.

    They come in the order of the documents; of one, first the pods.

    YamlProblem is raised for a file that is no text, or not one that YAML allows.
    """
    pods = 0
    for i, one in enumerate(parse.documents_of(parse.source_of(data, JUDGED))):
        try:
            tree = one.tree
        except YamlProblem as problem:
            yield problem
            continue
        value: Any = tree.root.value if tree else None
        if tree is None or value is None:
            continue
        paths = pod_paths_of(value)
        for path in paths:
            yield Manifest(tree, i, path, pods)
            pods += 1
        yield from _others(tree, i, paths)
        if not paths:
            kind = documents.get(value, ("kind",))
            reason = why_not(kind, value) if isinstance(kind, str) and kind else why_no_pod(value)
            yield NoPod(one.source.line(tree.root.start) + 1, reason, isinstance(kind, str), i)


def _others(tree: Tree, number: int, pod_paths: list[FieldPath]) -> Iterator[FileObject]:
    """The objects of a document that hold none of its pods."""
    around = {path[:length] for path in pod_paths for length in range(len(path) + 1)}
    for path, item in kinds.objects(tree.root.value):
        if isinstance(item, dict) and path not in around:
            yield FileObject(tree, number, path, item)
