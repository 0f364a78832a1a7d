"""What kubectl builds of a folder: the objects of a base or an overlay, with all that its kustomizations change.

Mirrors KustTarget and Kustomizer, kustomize v5.8.1 (api/internal/target, api/krusty), as `kubectl kustomize` uses them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from podbuilder.kube.core.field import Document
from podbuilder.kube.core.go_strings import trim_space
from podbuilder.kube.core.limits import MAX_BUILD_STEPS, MAX_BUILT_OBJECTS, MAX_KUSTOMIZATIONS
from podbuilder.kube.kustomization.content_hash import content_hash
from podbuilder.kube.kustomization.folder import TOP, Folder, joined
from podbuilder.kube.kustomization.generators import absorb, generated
from podbuilder.kube.kustomization.images import set_images
from podbuilder.kube.kustomization.kustomization_file import COMPONENT, KIND, Kustomization, PatchEntry
from podbuilder.kube.kustomization.metadata_entries import add_annotations, add_labels
from podbuilder.kube.kustomization.name_changes import add_prefix, add_suffix, set_namespace
from podbuilder.kube.kustomization.name_references import follow_names
from podbuilder.kube.kustomization.object_order import in_order
from podbuilder.kube.kustomization.objects import finish_annotations, is_local, objects_of
from podbuilder.kube.kustomization.patches import apply_patch
from podbuilder.kube.kustomization.problem import KustomizationError
from podbuilder.kube.kustomization.replicas import set_replicas
from podbuilder.kube.kustomization.resource import ObjectId, Resource
from podbuilder.kube.kustomization.yaml_values import plain

_LONGEST_NAME = 253


@dataclass(frozen=True, slots=True)
class Built:
    """An object of a build, and where it stands: its file ("" if it is generated) and the number of its document.

    `original` is what it was before it got another name or namespace.
    """

    document: Document
    file: str
    number: int
    original: ObjectId


def build(folder: Folder, path: str) -> list[Document]:
    """The objects of the folder at `path` in the order in which kubectl prints them (KustomizationError)."""
    return [one.document for one in build_with_files(folder, path)]


def build_with_files(folder: Folder, path: str) -> list[Built]:
    """The same, with the files that the objects come from."""
    top = folder.kustomization(path)
    if top.kind != KIND:
        raise KustomizationError("A component is not built by itself; a kustomization names it.", top.file)
    resources = _Build(folder).accumulated(path, top, ())
    for one in resources:
        if one.needs_hash:
            suffix = content_hash(one.document)
            one.store_previous()
            one.document["metadata"]["name"] = f"{one.name}-{suffix}"
    _located(top, partial(follow_names, resources))
    printed = [one for one in resources if not is_local(one)]
    for one in printed:
        finish_annotations(one)
    return [Built(plain(one.document), one.file, one.number, one.original_id) for one in in_order(printed, top)]


class _Build:
    """One build, which counts what it does."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._kustomizations = 0
        self._steps = 0

    def accumulated(self, path: str, top: Kustomization, above: tuple[str, ...]) -> list[Resource]:
        """The objects of a kustomization, changed as it says; `above` are the folders that led here."""
        resources: list[Resource] = []
        self._accumulate(path, top, above, resources)
        return resources

    def _accumulate(self, path: str, top: Kustomization, above: tuple[str, ...], resources: list[Resource]) -> None:
        self._kustomizations += 1
        if self._kustomizations > MAX_KUSTOMIZATIONS:
            raise KustomizationError(f"A build reads at most {MAX_KUSTOMIZATIONS} kustomizations here.", top.file)
        taken = {one.current_id for one in resources}
        for entry in top.resources:
            self._add(resources, taken, self._resources(path, top, above, entry), top)
        for made in top.generators:
            one = generated(made, self._folder, path, top.file)
            _located(top, partial(absorb, resources, one))
        for entry in top.components:
            below, component = self._below(path, top, above, entry, COMPONENT)
            self._accumulate(below, component, (*above, path), resources)
        self._transform(path, top, resources)

    def _resources(self, path: str, top: Kustomization, above: tuple[str, ...], entry: str) -> list[Resource]:
        """The objects of a file, or of a folder with a kustomization of its own."""
        found = self._folder.resolved(path, entry, top.file)
        if found in self._folder.files:
            return objects_of(self._folder.text(path, entry, top.file), found)
        below, base = self._below(path, top, above, entry, KIND)
        return self.accumulated(below, base, (*above, path))

    def _below(
        self, path: str, top: Kustomization, above: tuple[str, ...], entry: str, kind: str
    ) -> tuple[str, Kustomization]:
        found = self._folder.resolved(path, entry, top.file)
        if found == TOP or any(one == found or one.startswith(f"{found}/") for one in (*above, path)):
            raise KustomizationError(f"It names {entry[:80]}, which leads back to where the build came from.", top.file)
        if found not in self._folder.folders():
            raise KustomizationError(f"It names {entry[:80]}, which is not in what was brought.", top.file)
        below = self._folder.kustomization(found)
        if below.kind != kind:
            raise KustomizationError(
                f"It names {entry[:80]}, which is a {below.kind}, as if it were a {kind}.", top.file
            )
        return found, below

    def _add(
        self, resources: list[Resource], taken: set[ObjectId], more: Iterable[Resource], top: Kustomization
    ) -> None:
        for one in more:
            if one.current_id in taken:
                raise KustomizationError(f"{one.kind} {one.name} comes twice.", top.file)
            taken.add(one.current_id)
            resources.append(one)
        if len(resources) > MAX_BUILT_OBJECTS:
            raise KustomizationError(f"A build has at most {MAX_BUILT_OBJECTS} objects here.", top.file)

    def _transform(self, path: str, top: Kustomization, resources: list[Resource]) -> None:
        """In the order of kustomize, which is not that of the file."""
        for name in (top.namespace, top.name_prefix, top.name_suffix):
            if len(name) > _LONGEST_NAME:
                raise KustomizationError(f"A namespace or part of a name is longer than {_LONGEST_NAME}.", top.file)
        entries = [*top.patches, *top.labels, *top.late_patches, *top.replicas, *top.images]
        many = sum(len(one.pairs) for one in top.labels) + len(top.annotations)
        self._steps += (len(entries) + many) * len(resources)
        if self._steps > MAX_BUILD_STEPS:
            raise KustomizationError("A build has too many changes for too many objects here.", top.file)
        for patch in top.patches:
            self._patch(path, top, resources, patch)
        _located(top, partial(_rename, top, resources))
        for label in top.labels:
            _located(top, partial(add_labels, resources, label))
        _located(top, partial(add_annotations, resources, top.annotations))
        for patch in top.late_patches:
            self._patch(path, top, resources, patch)
        _located(top, partial(_set_numbers, top, resources))

    def _patch(self, path: str, top: Kustomization, resources: list[Resource], patch: PatchEntry) -> None:
        text = self._folder.text(path, patch.path, top.file) if patch.path else trim_space(patch.text)
        file = joined(path, patch.path) if patch.path else top.file
        apply_patch(resources, patch, text, file)
        resources[:] = [one for one in resources if one.document]


def _rename(top: Kustomization, resources: list[Resource]) -> None:
    if top.namespace:
        set_namespace(resources, top.namespace)
    if top.name_prefix:
        add_prefix(resources, top.name_prefix)
    if top.name_suffix:
        add_suffix(resources, top.name_suffix)


def _set_numbers(top: Kustomization, resources: list[Resource]) -> None:
    for replica in top.replicas:
        set_replicas(resources, replica)
    for image in top.images:
        set_images(resources, image)


def _located(top: Kustomization, act: Callable[[], Any]) -> None:
    """Do something of which complaints are about the kustomization."""
    try:
        act()
    except KustomizationError as problem:
        raise KustomizationError(problem.message, problem.file or top.file) from problem
