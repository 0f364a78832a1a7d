"""A pod that is exported: as the API server reads it, with the names and the workload around it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from podbuilder.kube import catalogue
from podbuilder.kube.core import document
from podbuilder.kube.core.cached_property import cached_property
from podbuilder.kube.core.field import Document, FieldError, FieldPath
from podbuilder.kube.core.pod_containers import (
    CONTAINERS,
    INIT_CONTAINERS,
    Visited,
    is_native_sidecar,
    visit_containers,
)
from podbuilder.kube.decoding import decode
from podbuilder.kube.manifest import Manifest

# A pod that nobody has named yet.
NAMELESS = "pod"


class Leaf(NamedTuple):
    """A value that holds no others, and where it stands."""

    path: FieldPath
    value: Any


class SourcePod:
    """A pod of a manifest. Its paths are the pod's own, also where it is the template of a workload."""

    def __init__(self, manifest: Manifest, version: str, is_alone: bool = True) -> None:
        decoded = decode(manifest.pod, version, manifest.is_template)
        self.manifest = manifest
        self.version = version
        # Well-typed, without what the API server refuses, which stands in `errors`.
        self.pod: Document = decoded.document
        self.errors: tuple[FieldError, ...] = decoded.errors
        self.name: str = (
            manifest.name or document.get(self.pod, ("metadata", "generateName"), "").rstrip("-") or NAMELESS
        )
        # What the paths of a report begin with, if it is about several pods.
        self.place = "" if is_alone else f"{manifest.kind} {self.name}: "

    @property
    def spec(self) -> Document:
        """The pod's spec."""
        found: Document = self.pod.get("spec") or {}
        return found

    @property
    def metadata(self) -> Document:
        """The pod's metadata, or its template's."""
        found: Document = self.pod.get("metadata") or {}
        return found

    @property
    def namespace(self) -> str:
        """The namespace of the object that holds the pod; "" for none."""
        found = document.get(self.manifest.object, ("metadata", "namespace"))
        return found if isinstance(found, str) else ""

    @cached_property
    def app_containers(self) -> list[Visited]:
        """Its containers proper; the first one is what the pod is about."""
        return list(visit_containers(self.pod, (CONTAINERS,)))

    @cached_property
    def sidecars(self) -> list[Visited]:
        """The init containers that keep running."""
        return [
            one for one in visit_containers(self.pod, (INIT_CONTAINERS,)) if is_native_sidecar(one.container, one.kind)
        ]

    @cached_property
    def init_containers(self) -> list[Visited]:
        """The init containers that end before the others start."""
        sidecars = {one.path for one in self.sidecars}
        return [one for one in visit_containers(self.pod, (INIT_CONTAINERS,)) if one.path not in sidecars]

    def leaves(self) -> Iterator[Leaf]:
        """Every value of the pod that holds no others, in the order of the document."""
        fields = catalogue.load(self.version)
        return (Leaf(fields.spell(path), value) for path, value in document.walk(self.pod) if not _is_branch(value))

    def workload_leaves(self) -> Iterator[Leaf]:
        """The same of the workload around the pod's template; none for a pod by itself."""
        if not self.manifest.is_template:
            return
        whole = self.manifest.object
        fields = catalogue.of_document(whole, self.version)
        template = self.manifest.pod_path.relative_to(self.manifest.object_path)
        for path, value in document.walk(document.remove(whole, template)):
            if not _is_branch(value) and not template.is_under(path):
                yield Leaf(fields.spell(path) if fields else path, value)


def _is_branch(value: Any) -> bool:
    return bool(value) and isinstance(value, dict | list)
