"""The pods of a whole text, each document read once, and how many pods and containers a text may hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from podbuilder.kube.core import document as documents
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.core.limits import MAX_CONTAINERS, MAX_PODS, MAX_VALUES
from podbuilder.kube.core.pod_containers import KINDS
from podbuilder.kube.manifest.pod_paths import pod_paths_of
from podbuilder.kube.yamltext import parse
from podbuilder.kube.yamltext.errors import YamlProblem
from podbuilder.kube.yamltext.source import Source
from podbuilder.kube.yamltext.stream import may_be_several
from podbuilder.kube.yamltext.tree import Tree

# Each pod has one of these words in the text, or is an alias, or spells the word with an escape.
_SIGNS_OF_PODS = ("kind", "spec", "*", "\\")
# What introduces values, and how many at most: a colon stands between two.
_SIGNS_OF_VALUES = {":": 2, ",": 2, "{": 2, "?": 2, "-": 1, "[": 1}


def every_pod(source: Source, known: Mapping[int, Tree]) -> Iterator[tuple[Tree, int, FieldPath, int]]:
    """Each pod of a text: the tree of its document, the number of that, its path there, and its own number.

    `known` are the trees that have been read already. Documents that cannot be read are passed over.
    """
    number = 0
    for i, one in enumerate(parse.documents_of(source)):
        tree = known.get(i) or _tree(one)
        if tree is not None:
            for path in pod_paths_of(tree.root.value):
                yield tree, i, path, number
                number += 1


def _tree(one: parse.Document) -> Tree | None:
    try:
        return one.tree
    except YamlProblem:
        return None


def check_number(source: Source) -> None:
    """Refuse a text that holds more pods or values than can be read together (YamlProblem).

    Only a text that looks like it is counted: that takes reading all of it.
    """
    if not may_be_several(source):
        return
    text = source.text
    may_hold_pods = sum(map(text.count, _SIGNS_OF_PODS))
    may_hold_values = sum(text.count(sign) * values for sign, values in _SIGNS_OF_VALUES.items())
    if may_hold_pods <= MAX_PODS and may_hold_values <= MAX_VALUES:
        return
    pods = values = 0
    for one in parse.documents_of(source):
        try:
            tree, count = one.read()
        except YamlProblem:
            continue
        values += count
        pods += len(pod_paths_of(tree.root.value)) if tree else 0
        if pods > MAX_PODS or values > MAX_VALUES:
            most = f"{MAX_PODS:,} pods or {MAX_VALUES:,} values"
            raise YamlProblem(f"This text holds more than {most}, the most that can be edited here.")


def check_size(tree: Tree, paths: list[FieldPath]) -> None:
    """Refuse a document with more pods, or a pod with more containers, than can be worked with (YamlProblem)."""
    if len(paths) > MAX_PODS:
        raise YamlProblem(f"This List holds more than {MAX_PODS:,} pods, the most that can be edited here.")
    for path in paths:
        spec = documents.get(tree.root.value, (*path, "spec"), {})
        count = sum(len(found) for kind in KINDS if isinstance(found := documents.get(spec, (kind,)), list))
        if count > MAX_CONTAINERS:
            line = tree.source.line(tree.chain((*path, "spec"))[-1].node.start) + 1
            raise YamlProblem(
                f"This pod has {count:,} containers; at most {MAX_CONTAINERS} can be edited here.", line, 1
            )
