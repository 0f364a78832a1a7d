"""Where a pod stands in a document: the object around it, and which field of it is which field of the document.

A path of the pod is its own, such as `spec.containers[0].image`. A path of the workload around it, of a kind that
Kubernetes defines, begins with the kind: `Deployment.spec.replicas`. So do those of a companion, an object that stands
beside a pod: `Service.spec.type`. There is no pod in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from podbuilder.kube.core import companion_kinds, kinds
from podbuilder.kube.core import document as documents
from podbuilder.kube.core.cached_property import cached_property
from podbuilder.kube.core.field import Document, FieldPath
from podbuilder.kube.core.kinds import PodTemplate
from podbuilder.kube.core.template_fields import PLAIN, TemplateFields
from podbuilder.kube.yamltext.edits import Edit


@dataclass(frozen=True)
class PodPlace:
    """The place of one pod in a document."""

    document: Any
    path: FieldPath

    @property
    def object_path(self) -> FieldPath:
        """The path of the object that holds the pod: the root of the document, or an item of a List."""
        return self._object_at[0]

    @cached_property
    def object(self) -> Document:
        """The object that holds the pod: the pod itself, or its workload."""
        found = self._object_at[1]
        return found if isinstance(found, dict) else {}

    @cached_property
    def _object_at(self) -> tuple[FieldPath, Any]:
        return kinds.object_at(self.document, self.path)

    @property
    def kind(self) -> str:
        """The kind of that object; Pod where the text does not say."""
        kind = self.object.get("kind")
        return kind if isinstance(kind, str) else "Pod"

    @property
    def name(self) -> str:
        """The name of that object; "" if it has none."""
        name = documents.get(self.object, ("metadata", "name"))
        return name if isinstance(name, str) else ""

    @property
    def part(self) -> str:
        """Where in its object the pod stands, if objects of that kind may hold several; else ""."""
        is_one_of_several = self.template is not None and self.template.is_one_of_several
        return str(self._within) if is_one_of_several else ""

    @property
    def label(self) -> str:
        """What the pod is called among those of a text: its object's kind and name, and its part in that."""
        return " ".join(word for word in (self.kind, self.name, self.part) if word)

    @property
    def is_template(self) -> bool:
        """Whether the pod is a template in an object that makes pods, not an object itself."""
        return self.path != self.object_path

    @cached_property
    def template(self) -> PodTemplate | None:
        """What is known about the pod's place in its object; None if its kind is not known."""
        return kinds.template_at(self.object, self._within)

    @cached_property
    def workload(self) -> str:
        """The kind of Kubernetes' own whose template the pod is, also if it is misspelt; "" for all other pods."""
        if not self.is_template:
            return ""
        kind = kinds.kind_of(self.object) or kinds.meant(self.object)
        is_known = kind is not None and kind.name in kinds.workloads()
        return kind.name if kind and is_known and self._within == kind.templates[0].path else ""

    @cached_property
    def companion(self) -> str:
        """The kind of what stands here in place of a pod; "" for a pod."""
        known = None if self.is_template else companion_kinds.kind_of(self.object)
        return known.name if known else ""

    @property
    def path_kind(self) -> str:
        """The kind with which the paths of the object begin, a workload or a companion; "" for one that has none."""
        return self.workload or self.companion

    @property
    def _within(self) -> FieldPath:
        return self.path.relative_to(self.object_path)

    @cached_property
    def pod_with_workload(self) -> Document:
        """The pod, and under the name of its kind the workload around it, without the template; or a companion so."""
        if self.companion:
            return {self.companion: self.object}
        if not self.workload:
            return self.pod
        return {**self.pod, self.workload: documents.remove(self.object, self._within)}

    @cached_property
    def _fields(self) -> TemplateFields:
        if not self.is_template or self.template is None:
            return PLAIN
        return self.template.fields.bound(documents.get(self.document, self.path))

    @property
    def is_plain(self) -> bool:
        """Whether the pod is written as a pod is, so that its paths below its place are its own."""
        return not self._fields.pairs

    @cached_property
    def pod(self) -> Document:
        """The pod, or pod template; empty where there is none yet, and in a companion."""
        if self.companion:
            return {}
        found = documents.get(self.document, self.path)
        pod = self._fields.pod(found) if isinstance(found, dict) else {}
        return pod if isinstance(pod, dict) else {}

    def in_document(self, path: FieldPath) -> FieldPath | None:
        """A path of the pod, its workload or a companion as one of the document; None if it has no place there."""
        if path and path[0] == self.path_kind:
            return FieldPath((*self.object_path, *path[1:]))
        if self.companion:
            return None if path else self.object_path
        place = self._fields.in_template(path)
        return None if place is None else FieldPath((*self.path, *place))

    def edit_in_document(self, edit: Edit) -> Edit | None:
        """An edit of the pod as one of the document; None if the object has no place for the field."""
        path = self.in_document(edit.path)
        if path is None or edit.op != "move" or not isinstance(edit.to, int):
            return None if path is None else replace(edit, path=path)
        to = self.in_document(edit.path.parent.index(edit.to))
        return replace(edit, path=path, to=to[-1]) if to and to.parent == path.parent else None

    def nearest_in_document(self, path: FieldPath) -> FieldPath:
        """The same, or the path of the nearest field around it that the object has a place for."""
        while (place := self.in_document(path)) is None and path:
            path = path.parent
        return self.path if place is None else place

    def in_workload(self, path: tuple[str | int, ...]) -> FieldPath | None:
        """A path of the document as one of the workload, the template's own included, or of a companion; else None."""
        depth, is_inside = len(self.object_path), path[: len(self.path)] == self.path
        is_in_template = bool(self.workload) and is_inside and len(path) > len(self.path)
        if not self.path_kind or is_in_template or path[:depth] != self.object_path:
            return None
        return FieldPath((self.path_kind, *path[depth:]))

    def in_pod(self, path: tuple[str | int, ...]) -> FieldPath | None:
        """A path of the document as a path of the pod; None for a place that is none of the pod's."""
        return self.all_in_pod([path])[0]

    def all_in_pod(self, paths: Iterable[tuple[str | int, ...] | None]) -> list[FieldPath | None]:
        """The same of many paths, such as those of all lines."""
        if self.companion:
            return [None for _ in paths]
        start, depth, fields = self.path, len(self.path), self._fields
        found = [None if path is None or path[:depth] != start else FieldPath(path[depth:]) for path in paths]
        return found if fields.is_plain else [None if path is None else fields.in_pod(path) for path in found]

    def field(self, path: tuple[str | int, ...]) -> FieldPath | None:
        """A path of the document as one of the pod or of its workload; None for a place that is in neither."""
        return self.all_fields([path])[0]

    def all_fields(self, paths: Iterable[tuple[str | int, ...] | None]) -> list[FieldPath | None]:
        """The same of many paths."""
        whole = list(paths)
        own = self.all_in_pod(whole)
        if not self.path_kind:
            return own
        return [
            self.in_workload(path) if path is not None and inside is None else inside
            for path, inside in zip(whole, own, strict=True)
        ]
