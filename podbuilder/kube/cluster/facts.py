"""What is kept of a cluster's objects: only what a verdict needs, and nothing that is nobody else's business.

No Secret's data, no ConfigMap's values, no environment of a running pod and no annotation but those that count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

import yaml

from podbuilder.kube.core.data_folder import data_folder
from podbuilder.kube.core.limits import MAX_CLUSTER_VALUES

_SCHEMA = data_folder("schemas") / "cluster-facts.yaml"
# These pods hold nothing of a node any longer.
_FINISHED = ("Succeeded", "Failed")
_DEEPEST = 100
_EVERY, _WHOLE = "*", "whole"


class FactsError(Exception):
    """What was brought cannot be a cluster's facts; the message says why, in a sentence, and quotes nothing."""


class ClusterFacts(NamedTuple):
    """The objects of a cluster by kind, reduced to what is kept, and what became of the others."""

    objects: dict[str, list[dict[str, Any]]]
    # How many objects of each kind were passed by, because no verdict needs that kind.
    passed_by: dict[str, int]
    # Pods that have ended, which take nothing of a node.
    finished: int
    # Values that have another type than the API server gives them, and objects without a kind or a name.
    odd: int


@cache
def kept_fields() -> dict[str, dict[str, Any]]:
    """The fields that are kept, by kind, as schemas/cluster-facts.yaml says."""
    content = yaml.load(_SCHEMA.read_bytes(), yaml.CSafeLoader)
    return {
        kind: {**fields, "metadata": {**content["metadata"], **fields.get("metadata", {})}}
        for kind, fields in content["kinds"].items()
    }


def facts_of(objects: Iterable[Any]) -> ClusterFacts:
    """The facts that these objects tell; lists of objects are opened (FactsError for more than is ever looked at)."""
    return _Collector().collected(objects)


class _Collector:
    """Goes through objects and keeps count."""

    def __init__(self) -> None:
        self._kept: dict[str, list[dict[str, Any]]] = {}
        self._passed_by: Counter[str] = Counter()
        self._finished = self._odd = self._values = 0

    def collected(self, objects: Iterable[Any]) -> ClusterFacts:
        for each in objects:
            self._take(each)
        return ClusterFacts(self._kept, dict(self._passed_by), self._finished, self._odd)

    def _take(self, each: Any) -> None:
        """One object, or a list of them as kubectl prints it. A list says of a kind that it was looked at."""
        kind = each.get("kind") if isinstance(each, dict) else None
        if not isinstance(kind, str):
            self._odd += each is not None
            return
        if kind.endswith("List"):
            items = each.get("items")
            own = kind.removesuffix("List")
            if own in kept_fields():
                self._kept.setdefault(own, [])
            for item in items if isinstance(items, list) else ():
                # What a list of one kind holds does not always say its kind again.
                self._take({"kind": own, **item} if own and isinstance(item, dict) else item)
            return
        if kind not in kept_fields():
            self._passed_by[kind] += 1
            return
        self._keep(kind, each)

    def _keep(self, kind: str, each: dict[str, Any]) -> None:
        if kind == "Pod" and isinstance(status := each.get("status"), dict) and status.get("phase") in _FINISHED:
            self._finished += 1
            self._kept.setdefault(kind, [])
            return
        kept = self._value(each, kept_fields()[kind])
        if not kept.get("metadata", {}).get("name"):
            self._odd += 1
            return
        self._kept.setdefault(kind, []).append(kept)

    def _value(self, value: Any, wanted: Any) -> Any:
        """The part of a value that is kept; None for nothing."""
        self._count(1)
        if value is None:
            return None
        if wanted == _WHOLE:
            return self._copy(value)
        if isinstance(wanted, str):
            self._count(len(value) if isinstance(value, dict) else 0)
            found = _LEAVES[wanted](value)
            self._odd += found is None
            return found
        if isinstance(wanted, list) and isinstance(value, list):
            items = [self._value(item, wanted[0]) for item in value]
            return [item for item in items if item is not None]
        if isinstance(wanted, dict) and isinstance(value, dict):
            return self._fields(value, wanted)
        self._odd += 1
        return None

    def _copy(self, value: Any, depth: int = 0) -> Any:
        """All of a value. One that stands in several places by an alias is counted in each."""
        self._count(1)
        if depth > _DEEPEST:
            raise FactsError("This is nested deeper than anything of a cluster.")
        if isinstance(value, dict):
            return {str(key): self._copy(each, depth + 1) for key, each in value.items()}
        return [self._copy(each, depth + 1) for each in value] if isinstance(value, list) else value

    def _count(self, values: int) -> None:
        self._values += values
        if self._values > MAX_CLUSTER_VALUES:
            raise FactsError(f"A snapshot has at most {MAX_CLUSTER_VALUES:,} values that count.")

    def _fields(self, value: dict[Any, Any], wanted: Mapping[str, Any]) -> dict[str, Any]:
        found = {}
        every = wanted.get(_EVERY)
        for name in value if every is not None else wanted:
            if isinstance(name, str) and name in value:
                kept = self._value(value[name], wanted[name] if every is None else every)
                if kept is not None:
                    found[name] = kept
        return found


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _number(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _flag(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


def _amount(value: Any) -> str | int | float | None:
    return value if isinstance(value, str | int | float) and not isinstance(value, bool) else None


def _map_of(leaf: Callable[[Any], Any]) -> Callable[[Any], dict[str, Any] | None]:
    def read(value: Any) -> dict[str, Any] | None:
        if not isinstance(value, dict) or not all(isinstance(key, str) for key in value):
            return None
        return {key: item for key, each in value.items() if (item := leaf(each)) is not None}

    return read


def _keys(value: Any) -> list[str] | None:
    return sorted(key for key in value if isinstance(key, str)) if isinstance(value, dict) else None


_LEAVES: dict[str, Callable[[Any], Any]] = {
    "text": _text,
    "number": _number,
    "flag": _flag,
    "amount": _amount,
    "texts": _map_of(_text),
    "amounts": _map_of(_amount),
    "keys": _keys,
}
