"""The objects of a file by kind and name, and the pods among them, read once. Nobody has checked them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.core import document, kinds
from podbuilder.kube.core.cached_property import cached_property
from podbuilder.kube.core.field import ROOT, Document, FieldPath
from podbuilder.kube.core.pod_containers import CONTAINERS, Visited, is_native_sidecar, visit_containers
from podbuilder.kube.file_references.contradiction import FileFinding, FileFix
from podbuilder.kube.insight.replica_count import replica_count
from podbuilder.kube.lint.companions import name_of
from podbuilder.kube.manifest import Edit
from podbuilder.kube.manifest.neighbours import agree, namespace_of
from podbuilder.kube.manifest.pod_paths import pod_paths_of
from podbuilder.kube.yamltext import parse
from podbuilder.kube.yamltext.errors import YamlProblem
from podbuilder.kube.yamltext.source import Source


class FileObject:
    """An object of a file, and where it stands."""

    def __init__(self, whole: Document, document_number: int, at: FieldPath) -> None:
        self.whole, self.document_number, self.at = whole, document_number, at
        kind = whole.get("kind")
        self.kind: str = kind if isinstance(kind, str) else ""
        self.name = name_of(whole)
        self.namespace = namespace_of(whole)

    def get(self, *path: str | int) -> Any:
        return document.get(self.whole, path)

    def mapping(self, *path: str | int) -> dict[str, Any]:
        """The mapping at a path; an empty one where something else is."""
        return document.mapping_at(self.whole, path)

    def items(self, *path: str | int) -> Iterator[tuple[FieldPath, dict[str, Any]]]:
        """The mappings in the list at a path, each with its own path."""
        for i, item in enumerate(document.listed(self.whole, path)):
            if isinstance(item, dict):
                yield FieldPath((*path, i)), item

    def found(self, path: FieldPath, sentence: str, fix: FileFix | None = None, rule: str = "") -> FileFinding:
        return FileFinding(self.kind, self.name, self.document_number, self.at, path, sentence, fix, rule)

    def fix(self, title: str, edit: Edit, *, is_safe: bool = False) -> FileFix:
        """A fix by an edit whose path is the object's."""
        path = FieldPath((*self.at, *edit.path))
        return FileFix(title, self.document_number, Edit(edit.op, path, edit.value, edit.to), is_safe)


class FilePod(FileObject):
    """A pod, or the template of one in the object around it."""

    def __init__(self, one: FileObject, within: FieldPath, version: str) -> None:
        super().__init__(one.whole, one.document_number, one.at)
        self.within = within
        # How many its object keeps; None where it does not count them.
        self.replicas = replica_count(one.whole, version)
        pod = document.get(one.whole, within)
        self.pod: Document = pod if isinstance(pod, dict) else {}

    @cached_property
    def labels(self) -> dict[str, str]:
        found = document.mapping_at(self.pod, ("metadata", "labels"))
        return {key: value for key, value in found.items() if isinstance(value, str)}

    @cached_property
    def lasting(self) -> list[Visited]:
        """The containers that run as long as the pod does."""
        found = visit_containers(self.pod)
        return [one for one in found if one.kind == CONTAINERS or is_native_sidecar(one.container, one.kind)]

    @cached_property
    def ports(self) -> list[dict[str, Any]]:
        """The ports that these declare."""
        ports = (port for one in self.lasting for port in document.listed(one.container, ("ports",)))
        return [port for port in ports if isinstance(port, dict)]

    @property
    def is_template(self) -> bool:
        return bool(self.within)

    def in_object(self, path: FieldPath) -> FieldPath:
        """A path of the pod as one of its object."""
        return FieldPath((*self.within, *path))


class FileObjects:
    """All of them."""

    def __init__(self, source: Source, version: str) -> None:
        self.every = list(_objects(source))
        self.pods = [FilePod(one, path, version) for one in self.every for path in pod_paths_of(one.whole)]
        self._by_kind: dict[str, list[FileObject]] = {}
        for one in self.every:
            self._by_kind.setdefault(one.kind, []).append(one)

    def of(self, *kinds: str) -> Iterator[FileObject]:
        """The objects of these kinds."""
        for kind in kinds:
            yield from self._by_kind.get(kind, ())

    def named(self, kind: str, name: Any, namespace: str) -> list[FileObject]:
        """Those of a kind and name that may be in a namespace."""
        found = self._by_kind.get(kind, ())
        return [one for one in found if one.name == name and agree(one.namespace, namespace)]

    def elsewhere(self, kind: str, name: Any, namespace: str) -> str:
        """The namespace that alone has what is wanted in another one; "" where that may be there, or nothing is."""
        found = [one for one in self._by_kind.get(kind, ()) if one.name == name and name]
        is_elsewhere = bool(found) and not any(agree(one.namespace, namespace) for one in found)
        return found[0].namespace if is_elsewhere else ""


def _objects(source: Source) -> Iterator[FileObject]:
    for number, one in enumerate(parse.documents_of(source)):
        try:
            tree = one.tree
        except YamlProblem:
            continue
        for at, value in kinds.objects(tree.root.value if tree else None, ROOT):
            if isinstance(value, dict):
                yield FileObject(value, number, at)
