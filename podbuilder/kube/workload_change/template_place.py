"""A pod's spec one level deeper in its document, or one level up: as its lines stand, or else written anew."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any, NamedTuple

from podbuilder.kube.core import document, kinds
from podbuilder.kube.core.field import Document, FieldPath
from podbuilder.kube.manifest import Edit, Manifest, remove_, set_
from podbuilder.kube.yamltext.tree import Tree, Unsuitable
from podbuilder.kube.yamltext.wrapper import MOVED, Wrapper, unwrapped, without_wrapper, wrapped


class Placed(NamedTuple):
    """A manifest whose pod stands elsewhere, and whether its lines were moved as they stand."""

    manifest: Manifest
    is_moved: bool
    copied: tuple[str, ...] = ()


def kind_words(name: str) -> dict[str, str]:
    """The apiVersion and the kind of an object of Kubernetes' own."""
    return {"apiVersion": kinds.native()[name].api_version, "kind": name}


def field_of(name: str) -> str:
    """The field of a workload's spec that holds the next spec."""
    return kinds.workloads()[name].templates[0].path[1]


def deeper(manifest: Manifest, name: str, fields: dict[str, Any]) -> Placed:
    """The manifest with its object's spec in a new one, of a workload of the kind `name` (ManifestError).

    A pod's labels and annotations go along; a copy of the labels stays, and one of the annotations where nothing else
    would say where they stood.
    """
    one, field = manifest.object, field_of(name)
    is_pod = not manifest.is_template
    own = document.mapping_at(one, ("metadata",))
    along = tuple(key for key in MOVED if own.get(key)) if is_pod else ()
    found: list[Placed] = []
    for copied in dict.fromkeys((along[:1] if "labels" in along else (), along)):
        wrapper = Wrapper(kind_words(name), field, fields, along, copied)
        with suppress(Unsuitable):
            tree = wrapped(manifest.tree, manifest.document_number, manifest.object_path, wrapper)
            placed = Placed(_at_its_kind(manifest, tree), True, copied)
            if _text_above(placed.manifest, _words(one), along) == manifest.text:
                return placed
            found.append(placed)
    if found:
        return found[0]
    whole = Wrapper(kind_words(name), field, fields, along, along).around(one)
    return Placed(_written(manifest, whole), False, along)


def _words(one: Document) -> dict[str, Any]:
    return {key: one[key] for key in ("apiVersion", "kind") if key in one}


def _text_above(manifest: Manifest, words: dict[str, Any], along: tuple[str, ...]) -> str:
    field = field_of(manifest.kind)
    text, metadata = "", MOVED if along else ()
    with suppress(Unsuitable):
        text = unwrapped(manifest.tree, manifest.document_number, manifest.object_path, words, field, metadata).text
    return text


def higher(manifest: Manifest, name: str) -> Placed:
    """The manifest with the spec inside its object's as its own, an object of the kind `name` now (ManifestError).

    Of a pod that is no template any more, labels and annotations are those of the template.
    """
    words, field = kind_words(name), field_of(manifest.kind)
    metadata = () if name in kinds.workloads() else MOVED
    with suppress(Unsuitable):
        tree = unwrapped(manifest.tree, manifest.document_number, manifest.object_path, words, field, metadata)
        return Placed(_at_its_kind(manifest, tree), True)
    return Placed(_written(manifest, without_wrapper(manifest.object, words, field, metadata)), False)


def _at_its_kind(manifest: Manifest, tree: Tree) -> Manifest:
    """The manifest of a text in which the object is of another kind, and so the pod at another place."""
    within = kinds.pod_paths(_object_in(tree.root.value, manifest.object_path))[0]
    path = FieldPath((*manifest.object_path, *within))
    return replace(manifest.edited(tree), pod_path=path)


def _object_in(whole: Any, path: FieldPath) -> Any:
    for part in path:
        whole = whole[part]
    return whole


def _written(manifest: Manifest, after: Document) -> Manifest:
    return manifest.patch_document(_edits(manifest.object, after, manifest.object_path))


def _edits(before: Document, after: Document, path: FieldPath) -> Iterator[Edit]:
    yield from (remove_(path.child(key)) for key in before if key not in after)
    yield from (set_(path.child(key), value) for key, value in after.items() if before.get(key) != value)
