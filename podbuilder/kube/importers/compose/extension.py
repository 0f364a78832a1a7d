"""Services that begin with another one: `extends`, within the file.

Mirrors loader/extends.go of compose-go v2.9.1. A service of another file is not here; such an `extends` stays, so that
it can be asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from podbuilder.kube.core.document import Path as ValuePath
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.core.limits import MAX_DEPTH, MAX_EXPANDED
from podbuilder.kube.importers.compose.merge import merge
from podbuilder.kube.importers.compose.problem import ComposeProblem
from podbuilder.kube.importers.import_result import ImportRefused

_PATH = ("services", "x")


class Extension:
    """Resolves the services of one document. `replaced` are the paths with `!reset` and `!override`."""

    def __init__(self, services: dict[str, Any], replaced: Iterable[ValuePath]) -> None:
        self._services = services
        self._replaced = frozenset(replaced)
        self._resolved: dict[str, Any] = {}
        self._values = 0
        self.problems: list[ComposeProblem] = []

    def resolve(self) -> dict[str, Any]:
        """All services, each with what it extends."""
        return {name: self._service(name, ()) for name in self._services}

    def _service(self, name: str, heirs: tuple[str, ...]) -> Any:
        if name not in self._resolved:
            self._resolved[name] = self._with_base(name, self._services[name], heirs)
        return self._resolved[name]

    def _with_base(self, name: str, service: Any, heirs: tuple[str, ...]) -> Any:
        wanted = service.get("extends")
        base = wanted.get("service") if isinstance(wanted, dict) else wanted
        if base is None or (isinstance(wanted, dict) and "file" in wanted):
            return service
        own = {key: value for key, value in service.items() if key != "extends"}
        if why := self._refusal(base, (*heirs, name)):
            self.problems.append(ComposeProblem(FieldPath(("services", name, "extends")), why))
            return own
        inherited = self._without_replaced(self._service(base, (*heirs, name)), ("services", name))
        merged: dict[str, Any] = merge(inherited, own, _PATH)
        self._values += _size(merged)
        if self._values > MAX_EXPANDED:
            raise ImportRefused(f"With what its services extend, this file has more than {MAX_EXPANDED:,} values.")
        return merged

    def _refusal(self, base: str, heirs: tuple[str, ...]) -> str:
        if base not in self._services:
            return "There is no service of this name in the file."
        if base in heirs:
            return "This service extends itself, directly or through others."
        return f"Services extend each other more than {MAX_DEPTH} deep." if len(heirs) > MAX_DEPTH else ""

    def _without_replaced(self, value: Any, path: ValuePath) -> Any:
        return without(value, self._replaced, path)


def without(value: Any, paths: frozenset[ValuePath], path: ValuePath = ()) -> Any:
    """A value without what stands at some paths; `path` is its own."""
    if not isinstance(value, dict) or not paths:
        return value
    kept = {key: below for key, below in value.items() if (*path, key) not in paths}
    return {key: without(below, paths, (*path, key)) for key, below in kept.items()}


def _size(value: Any) -> int:
    if isinstance(value, dict):
        return 1 + sum(_size(below) for below in value.values())
    return 1 + sum(_size(below) for below in value) if isinstance(value, list) else 1
