"""Filling in a template: its manifest and answers to its parameters make a manifest to apply."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import reduce
from typing import Any, NamedTuple

from podbuilder.kube import catalogue
from podbuilder.kube.core import document
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.core.limits import MAX_CHARACTERS
from podbuilder.kube.manifest import Manifest, ManifestError
from podbuilder.kube.manifest.pod_paths import pod_paths_of
from podbuilder.kube.templating.parameter import Parameter, Value
from podbuilder.kube.templating.placeholders import MARK, Use, filled, growth, keys, uses
from podbuilder.kube.yamltext import parse
from podbuilder.kube.yamltext.edits import EditRefused
from podbuilder.kube.yamltext.errors import YamlProblem
from podbuilder.kube.yamltext.patch import set_all
from podbuilder.kube.yamltext.tree import Tree

MOST_DOCUMENTS = 50


class Mismatch(NamedTuple):
    """A declaration and a manifest that do not match: the parameter, a sentence, and the path, if there is one."""

    name: str
    text: str
    path: FieldPath | None = None


def mismatches(text: str, parameters: Sequence[Parameter]) -> list[Mismatch]:
    """Parameters that the manifest never uses, and placeholders without a parameter (ManifestError)."""
    declared = {parameter.name for parameter in parameters}
    found: list[Mismatch] = []
    used: set[str] = set()
    for number in _marked(text):
        tree = _tree(text, number)
        root = tree.root.value if tree else None
        for use in uses(root):
            used |= set(use.names)
            for name in dict.fromkeys(use.names):
                if name not in declared:
                    found.append(
                        Mismatch(name, f"{use.path} has a placeholder for {name}, which is not declared.", use.path)
                    )
        found += [
            Mismatch("", f"{path.parent} has a placeholder in a key; only values are filled in.", path)
            for path in keys(root)
        ]
    found += [
        Mismatch(parameter.name, f"Nothing in the manifest uses {parameter.name}.")
        for parameter in parameters
        if parameter.name not in used
    ]
    return found


def fill(text: str, values: Mapping[str, Value], version: str) -> str:
    """The text with every placeholder that has a value filled in, in all its documents; the rest is unchanged.

    Raises ManifestError for a text that cannot be read, or a value that cannot be written into it.
    """
    for number in _marked(text):
        # Each document is read anew: filling one in moves those after it.
        tree = _tree(text, number)
        root = tree.root.value if tree else None
        fields = catalogue.of_document(root, version)
        new = {use: filled(use, values, fields) for use in _fitting(root, values, text)}
        wanted = {use.path: value for use, value in new.items() if value != use.text}
        try:
            text = set_all(tree, number, wanted).text if tree and wanted else text
        except EditRefused as refusal:
            raise ManifestError(str(refusal)) from refusal
    return text


def filled_in(manifest: Manifest, values: Mapping[str, Value], version: str) -> Manifest:
    """This manifest filled in, with the same paths but a text of its own.

    Much quicker than filling in the text, where only the resulting pod matters. Raises ManifestError where `fill` does,
    and where what results is no pod or outgrows what can be read.
    """
    found = _fitting(manifest.document, values, manifest.text) if MARK in manifest.text else []
    if not found:
        return manifest
    fields = catalogue.of_document(manifest.document, version)

    def put(node: Any, use: Any) -> Any:
        return document.assign(node, use.path, filled(use, values, fields))

    whole = json.dumps(reduce(put, found, manifest.document), ensure_ascii=False)
    if manifest.is_companion and (tree := _tree(whole, 0)):
        return replace(manifest, tree=tree, document_number=0)
    number = pod_paths_of(manifest.document).index(manifest.pod_path)
    if len(whole) > MAX_CHARACTERS:
        # JSON can be the longer of the two.
        return Manifest.read(fill(manifest.text, values, version), manifest.number)
    return Manifest.read(whole, number)


def _fitting(root: Any, values: Mapping[str, Value], text: str) -> list[Use]:
    """The uses of placeholders in a document, unless its text would become too long (ManifestError)."""
    found = uses(root)
    if len(text) + growth(found, values) > MAX_CHARACTERS:
        raise ManifestError("Filled in, this manifest would be longer than 1 MiB, the most that can be edited here.")
    return found


def _marked(text: str) -> list[int]:
    """The numbers of the documents that have anything to fill in."""
    if MARK not in text:
        return []
    with _readable():
        stretches = [one.stretch for one in parse.documents(text)]
    found = [i for i, stretch in enumerate(stretches) if MARK in text[stretch.start : stretch.stop]]
    if len(found) > MOST_DOCUMENTS:
        raise ManifestError(
            f"At most {MOST_DOCUMENTS} documents of a file may have parameters; this one has {len(found)}."
        )
    return found


def _tree(text: str, number: int) -> Tree | None:
    with _readable():
        return parse.documents(text)[number].tree


@contextmanager
def _readable() -> Iterator[None]:
    """A block that reads a text: its YamlProblem becomes a ManifestError."""
    try:
        yield
    except YamlProblem as problem:
        raise ManifestError(problem.message, problem.line, problem.column) from problem
