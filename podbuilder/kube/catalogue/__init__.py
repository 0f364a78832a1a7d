"""Every field of a Pod in every version, and of what is around or beside it: one description, for forms, validation,
documentation and completion.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from types import MappingProxyType
from typing import Any

from podbuilder.kube.catalogue import history, overlay, schemas
from podbuilder.kube.catalogue.build import Builder, companion_root, workload_root
from podbuilder.kube.catalogue.paths import MAX_LENGTH, UnknownPath, resolve
from podbuilder.kube.catalogue.spec import SCALARS, TYPES, FieldSpec, Union
from podbuilder.kube.core import companion_kinds, document, kinds
from podbuilder.kube.core.field import FieldPath, Key

__all__ = [
    "MAX_LENGTH",
    "SCALARS",
    "TYPES",
    "Catalogue",
    "FieldSpec",
    "Union",
    "UnknownPath",
    "load",
    "of_document",
    "of_path",
    "with_workload",
]

# What only a server writes beside the spec of a claim that a StatefulSet makes.
STATUS_OF_CLAIMS = "volumeClaimTemplates[].status"
# What stands in every object beside the fields that people write: what it is, and what a server says of it.
NOT_WRITTEN = frozenset({"apiVersion", "kind", "status"})
# What only a server writes into metadata, in any object.
SERVER_WRITTEN = frozenset(
    {
        "creationTimestamp",
        "deletionGracePeriodSeconds",
        "deletionTimestamp",
        "generation",
        "managedFields",
        "resourceVersion",
        "selfLink",
        "uid",
    }
)


class Catalogue:
    """The fields of one kind of object in one version."""

    def __init__(self, version: str, root: FieldSpec) -> None:
        self.version = version
        self.root = root

    def field(self, path: tuple[str | int, ...]) -> FieldSpec | None:
        """The field at `path`, whatever its indices and map keys; None if the schema has no such field."""
        spec: FieldSpec | None = self.root
        for part in path:
            if spec is None:
                return None
            if isinstance(part, int):
                spec = spec.item if spec.type == "list" else None
            elif spec.type == "map":
                spec = spec.item
            else:
                spec = None if isinstance(part, Key) else spec.fields.get(part)
        return spec

    def kind_named_at(self, path: tuple[str | int, ...]) -> str:
        """The kind of the objects that the text at `path` names; "" if it names none, or the manifest says the kind."""
        spec = self.field(path)
        while path and spec is not None and not spec.names and path[-1] == "name":
            # The object with the name says what is named, or the list of such objects does.
            path = path[:-2] if len(path) > 1 and isinstance(path[-2], int) else path[:-1]
            spec = self.field(path)
        return spec.names.strip("*") if spec is not None and spec.names else ""

    def spell(self, path: tuple[str | int, ...]) -> FieldPath:
        """The same path with map keys distinguished from field names, so that it prints as the API server prints it."""
        spec: FieldSpec | None = self.root
        parts: list[str | int] = []
        for part in path:
            if isinstance(part, int):
                spec = spec.item if spec and spec.type == "list" else None
            elif spec and spec.type == "map":
                part, spec = Key(part), spec.item
            else:
                spec = spec.fields.get(part) if spec else None
            parts.append(part)
        return FieldPath(parts)

    def resolve(self, text: str) -> FieldPath:
        """The path that `text` names (`spec.containers[0].image`, `metadata.labels[app]`), or UnknownPath."""
        return resolve(self.root, text)

    def leaves(self) -> Iterator[FieldSpec]:
        """Every field that holds a value and that a person may write, in the overlay's order, below metadata and spec.

        A list of plain values and a map count as one leaf each. Ephemeral containers are left out: no pod can be
        created with them.
        """
        yield from _leaves_below(self.root)

    def companion_leaves(self) -> Iterator[FieldSpec]:
        """The same of a companion, whatever stands beside its metadata; none where there is no companion."""
        for name in companion_kinds.KINDS:
            if name in self.root.fields:
                own = [field for field in self.root.fields[name].fields if field not in NOT_WRITTEN]
                yield from _leaves_below(self.root.fields[name], own)

    def workload_leaves(self) -> Iterator[FieldSpec]:
        """The same of the workload around the pod; none where there is no workload."""
        for name in kinds.workloads():
            if name in self.root.fields:
                yield from _leaves_below(self.root.fields[name])


def _leaves_below(root: FieldSpec, tops: Iterable[str] = ("spec", "metadata")) -> Iterator[FieldSpec]:
    waiting = [root.fields[name] for name in tops if name in root.fields]
    while waiting:
        spec = waiting.pop()
        inner = spec.item if spec.item is not None and spec.type == "list" and not spec.item.is_scalar else spec
        if inner.fields:
            waiting.extend(f for f in reversed(list(inner.fields.values())) if _is_written_by_people(f))
        else:
            yield spec


def _is_written_by_people(spec: FieldSpec) -> bool:
    if spec.name == "ephemeralContainers" or spec.pattern.endswith(STATUS_OF_CLAIMS):
        return False
    return not (spec.name in SERVER_WRITTEN and spec.pattern.endswith(f"metadata.{spec.name}"))


@cache
def load(version: str, kind: str = "Pod") -> Catalogue:
    """The catalogue of a version such as "1.36", read once (ValueError for a version that Podbuilder does not know)."""
    beside = companion_kinds.KINDS.get(kind)
    closure = schemas.read(version, beside.definition if beside else kind)
    builder = Builder(version, closure, overlay.read(), history.read() if kind == "Pod" else {})
    return Catalogue(version, builder.root())


@cache
def with_workload(version: str, kind: str) -> Catalogue:
    """The catalogue of pods with the fields of the workload around them, which stand under the name of its kind.

    They are those of the object without its pod template: `Deployment.spec.replicas`. For "" it is that of pods alone,
    and for a companion, which has no pod, that of its own fields alone: `Service.spec.type`.
    """
    if not kind:
        return load(version)
    if kind in companion_kinds.KINDS:
        own = companion_root(version, kind, overlay.read(), history.read())
        return Catalogue(version, FieldSpec("", "", "object", fields=MappingProxyType({kind: own})))
    pod = load(version).root
    fields = {**pod.fields, kind: workload_root(version, kind, overlay.read(), history.read())}
    return Catalogue(version, replace(pod, fields=MappingProxyType(fields)))


def of_path(version: str, text: str) -> Catalogue:
    """The catalogue in which a path or pattern is looked up: with the workload that it names, or that of pods alone.

    A companion that it names has one of its own.
    """
    name = text.partition(".")[0]
    return with_workload(version, name if name in kinds.workloads() or name in companion_kinds.KINDS else "")


def of_document(whole: Any, version: str) -> Catalogue | None:
    """The catalogue of a document's kind, a Pod's where it names none; None for kinds that are not known so."""
    if not document.has(whole, ("kind",)):
        return load(version)
    kind = kinds.kind_of(whole)
    if kind is not None:
        return load(version, kind.name) if kind.definition else None
    beside = companion_kinds.kind_of(whole)
    return load(version, beside.name) if beside else None
