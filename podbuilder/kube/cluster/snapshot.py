"""The facts of a cluster that its verdict rests on."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, TypeVar

from podbuilder.kube.core.cached_property import cached_property

Object = Mapping[str, Any]
T = TypeVar("T")


class Snapshot:
    """The objects of a cluster by kind, each as `kubectl get -o json` shows it; none of them is changed here."""

    def __init__(self, objects: Mapping[str, Sequence[Object]]) -> None:
        self.objects = objects
        self._worked_out: dict[Hashable, Any] = {}

    def of(self, kind: str, namespace: str | None = None) -> Sequence[Object]:
        """The objects of a kind in the snapshot's order; with a namespace those that are in it."""
        found = self.objects.get(kind, ())
        if namespace is None:
            return found
        return self._by_namespace.get((kind, namespace), ())

    def named(self, kind: str, name: str, namespace: str = "") -> Object | None:
        """The object with a name, in a namespace unless the cluster itself holds it; None if it is not there."""
        return self._by_name.get((kind, namespace, name))

    def knows(self, kind: str) -> bool:
        """Whether the snapshot says anything of a kind: an empty list says that the cluster has none."""
        return kind in self.objects

    def once(self, key: Hashable, work_out: Callable[[], T]) -> T:
        """What is worked out of the objects alone, kept under a key; two threads may both do it, and agree."""
        if key not in self._worked_out:
            self._worked_out[key] = work_out()
        result: T = self._worked_out[key]
        return result

    @cached_property
    def _by_namespace(self) -> dict[tuple[str, str], list[Object]]:
        found: dict[tuple[str, str], list[Object]] = {}
        for kind, objects in self.objects.items():
            for each in objects:
                found.setdefault((kind, _namespace(each)), []).append(each)
        return found

    @cached_property
    def _by_name(self) -> dict[tuple[str, str, str], Object]:
        return {
            (kind, _namespace(each), str(each.get("metadata", {}).get("name", ""))): each
            for kind, objects in self.objects.items()
            for each in objects
        }


class ExtendedSnapshot(Snapshot):
    """A snapshot with a few further objects, which come before those of the same name; it keeps the other's work."""

    def __init__(self, base: Snapshot, further: Mapping[str, Sequence[Object]]) -> None:
        super().__init__(further)
        self._base = base

    def of(self, kind: str, namespace: str | None = None) -> Sequence[Object]:
        return [*super().of(kind, namespace), *self._base.of(kind, namespace)]

    def named(self, kind: str, name: str, namespace: str = "") -> Object | None:
        return super().named(kind, name, namespace) or self._base.named(kind, name, namespace)

    def knows(self, kind: str) -> bool:
        return self._base.knows(kind)

    def once(self, key: Hashable, work_out: Callable[[], T]) -> T:
        return self._base.once(key, work_out)


def _namespace(each: Object) -> str:
    return str(each.get("metadata", {}).get("namespace", ""))
