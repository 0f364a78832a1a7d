"""From a text to the tree of the document with one of its pods, or the reason why it has none."""

from __future__ import annotations

from typing import NamedTuple

from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.core.limits import MAX_VALUES
from podbuilder.kube.manifest.every_pod import check_number, check_size
from podbuilder.kube.manifest.pod_paths import pod_paths_of, why_no_pod
from podbuilder.kube.yamltext import parse
from podbuilder.kube.yamltext.errors import YamlProblem
from podbuilder.kube.yamltext.tree import Tree


class Found(NamedTuple):
    """What is edited of a text: the tree and the number of its document, its path there, and its own number."""

    tree: Tree
    document_number: int
    path: FieldPath
    number: int


def read_pod(text: str | bytes, wanted: int) -> Found:
    """The pod with this number in a text, or the last one if there are fewer (YamlProblem if there is none)."""
    problem: YamlProblem | None = None
    others: list[tuple[str, int]] = []
    values = 0
    found: Found | None = None
    for i, one in enumerate(parse.documents(text)):
        try:
            tree, count = one.read()
        except YamlProblem as unreadable:
            problem = problem or unreadable
            continue
        if tree is None or (tree.root.value is None and tree.root.start == tree.root.end):
            continue
        first = found.number + 1 if found else 0
        paths = pod_paths_of(tree.root.value)
        check_size(tree, paths)
        paths = paths[: wanted - first + 1]
        if paths:
            found = Found(tree, i, paths[-1], first + len(paths) - 1)
            if found.number == wanted:
                break
        if found is not None:
            continue
        others.append((why_no_pod(tree.root.value), one.source.line(tree.root.start) + 1))
        values += count
        if values > MAX_VALUES:
            raise YamlProblem(f"There is no pod among the first {MAX_VALUES:,} values of this text.")
    if found is not None:
        check_number(found.tree.source)
        return found
    if problem is not None:
        raise problem
    if not others:
        raise YamlProblem("There is nothing here yet. A pod starts with “apiVersion: v1” and “kind: Pod”.")
    raise YamlProblem(others[0][0], others[0][1], 1)
