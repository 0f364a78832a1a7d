"""A text as the base of overlays: one file an object, with its own lines and comments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from podbuilder.kube.exporters.export_result import ExportRefused
from podbuilder.kube.kustomization.objects import objects_of
from podbuilder.kube.kustomization.problem import KustomizationError
from podbuilder.kube.kustomization.resource import Resource
from podbuilder.kube.manifest import write
from podbuilder.kube.yamltext import parse
from podbuilder.kube.yamltext.errors import YamlProblem
from podbuilder.kube.yamltext.tree import Tree

KUSTOMIZATION = "kustomization.yaml"
HEAD = {"apiVersion": "kustomize.config.k8s.io/v1beta1", "kind": "Kustomization"}
_MARKER = re.compile(r"\A---[ \t]*[\r\n]")
_UNSAFE = re.compile(r"[^a-z0-9.-]+")
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class BaseObject:
    """An object of the base: as kustomize reads it, its file, and the tree of its document in the text."""

    resource: Resource
    file: str
    tree: Tree


@dataclass(frozen=True, slots=True)
class Base:
    """The files of a base by their names, and the objects in them."""

    files: Mapping[str, str]
    objects: tuple[BaseObject, ...]


def base_of(text: str) -> Base:
    """The base that a text makes (ExportRefused if it holds no object, or one that kustomize does not take)."""
    documents = list(_documents(text))
    if not documents:
        raise ExportRefused("There is nothing here yet.")
    kinds = [str(tree.root.value["kind"]) for tree, _, _ in documents]
    files: dict[str, str] = {}
    objects: list[BaseObject] = []
    for kind, (tree, own, found) in zip(kinds, documents, strict=True):
        # A List stays one, and has no name of its own.
        is_alone = kinds.count(kind) == 1 or found[0].kind != kind
        name = kind if is_alone else f"{kind}-{found[0].name}"
        file = _free_name(name, {KUSTOMIZATION, *files})
        files[file] = own
        objects += [BaseObject(one, file, tree) for one in found]
    return Base({KUSTOMIZATION: write({**HEAD, "resources": list(files)}), **files}, tuple(objects))


def _documents(text: str) -> Iterator[tuple[Tree, str, list[Resource]]]:
    """The documents of a text that hold objects, each with its own lines."""
    try:
        for one in parse.documents(text):
            tree = one.tree
            own = _MARKER.sub("", text[one.stretch.start : one.stretch.stop], count=1).lstrip("\r\n")
            found = objects_of(own, "")
            if tree is not None and found:
                yield tree, own, found
    except YamlProblem as problem:
        line = f"Line {problem.line}: " if problem.line else ""
        raise ExportRefused(f"{line}{problem.message}") from problem
    except KustomizationError as problem:
        raise ExportRefused(f"Kustomize would not take this. {problem.message}") from problem


def _free_name(words: str, taken: set[str]) -> str:
    """A file's name of these words, with a number if there is such a file."""
    stem = _UNSAFE.sub("-", words.lower())[:_LONGEST].strip("-.") or "object"
    names = (f"{stem}.yaml", *(f"{stem}-{number}.yaml" for number in range(2, len(taken) + 2)))
    return next(name for name in names if name not in taken)
