"""The objects of a text as kustomize takes them.

Mirrors Factory.SliceFromBytes, kustomize v5.8.1 (api/resource).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from podbuilder.kube.core import document
from podbuilder.kube.kustomization.problem import KustomizationError
from podbuilder.kube.kustomization.resource import Resource
from podbuilder.kube.kustomization.strategic import is_null, text_of
from podbuilder.kube.kustomization.yaml_values import raw_texts, values_of
from podbuilder.kube.yamltext import parse
from podbuilder.kube.yamltext.errors import YamlProblem

_ANNOTATIONS = ("metadata", "annotations")
# What kustomize keeps in annotations while it builds, and takes away from everybody's objects.
_INTERNAL = re.compile(r"internal\.config\.kubernetes\.io/.*|config\.(?:kubernetes|k8s)\.io/(?:path|index|id|origin)\Z")
_TRACES = ("alpha.config.kubernetes.io/transformations",)
_LOCAL = "config.kubernetes.io/local-config"


def objects_of(text: str, file: str) -> list[Resource]:
    """The objects of a text, those of Lists behind all others (KustomizationError)."""
    found = [one for one in _documents(text, file) if not is_null(one.document) and one.document != {}]
    done: list[Resource] = []
    while found:
        one = found.pop(0)
        _check(one)
        items = one.document.get("items") if one.kind.endswith("List") else None
        if not one.kind.endswith("List") or "items" not in one.document:
            done.append(one)
        elif isinstance(items, list):
            found += [Resource(item, file, one.number) for item in items if item != {}]
        elif not is_null(items):
            raise KustomizationError(f"The items of a {one.kind} are a list.", file)
    return done


def _documents(text: str, file: str) -> Iterator[Resource]:
    try:
        trees = ((number, one.tree) for number, one in enumerate(parse.documents(text)))
        for number, tree in ((number, tree) for number, tree in trees if tree is not None):
            values = values_of(tree)
            if isinstance(values, dict):
                _keep_annotations(values, raw_texts(tree, _ANNOTATIONS))
            yield Resource(values, file, number)
    except YamlProblem as problem:
        line = f"Line {problem.line}: " if problem.line else ""
        raise KustomizationError(f"{line}{problem.message}", file) from problem
    except KustomizationError as problem:
        raise KustomizationError(problem.message, file) from problem


def _keep_annotations(values: dict[str, Any], texts: dict[str, str]) -> None:
    """Annotations are texts, whatever was written: sic, `1e3` is the text 1e3 there."""
    annotations = document.mapping_at(values, _ANNOTATIONS)
    annotations.update({key: texts[key] for key, value in annotations.items() if key in texts and not is_null(value)})


def _check(one: Resource) -> None:
    """Refuse what is no object. Mirrors dropBadNodes."""
    if not isinstance(one.document, dict):
        raise KustomizationError("A document that is no mapping is no object.", one.file)
    if not one.kind:
        raise KustomizationError("An object without a kind is not taken.", one.file)
    if not one.name and not one.kind.endswith("List"):
        raise KustomizationError(f"A {one.kind} without a name in its metadata is not taken.", one.file)


def is_local(resource: Resource) -> bool:
    """Whether an object is for tools only, and not printed."""
    return text_of(document.get(resource.document, (*_ANNOTATIONS, _LOCAL), "false")) != "false"


def finish_annotations(resource: Resource) -> None:
    """Make annotations texts, without kustomize's own; none if nothing is left. Mirrors RemoveBuildAnnotations."""
    metadata = resource.document["metadata"] = document.mapping_at(resource.document, ("metadata",))
    annotations = metadata.pop("annotations", None)
    if isinstance(annotations, dict):
        kept = {
            key: text_of(value) for key, value in annotations.items() if not _INTERNAL.match(key) and key not in _TRACES
        }
        if kept:
            metadata["annotations"] = kept
