"""Functions of lists and sets.

Mirrors Kubernetes v1.36, apiserver pkg/cel/library/lists.go, and cel-go's extensions of lists and of sets.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cmp_to_key
from itertools import pairwise
from typing import Any

from podbuilder.kube.cel.cel_error import CelError, no_overload
from podbuilder.kube.cel.cel_types import NOTHING, Allowance, Maybe, equal, kind
from podbuilder.kube.cel.operators import BINARY, compare, contains

_MOST_RANGED = 10_000
_COMPARED = 10


def _listed(of: Any) -> list[Any]:
    if not isinstance(of, list | tuple):
        raise no_overload()
    return list(of)


def _order(one: Any, other: Any) -> int:
    return compare(one, other) or 0


def is_sorted(of: Any) -> bool:
    return all(_order(one, other) <= 0 for one, other in pairwise(_listed(of)))


def total(of: Any) -> Any:
    """The sum of numbers or durations. sic: that of no items is the integer 0, whatever they would have been."""
    items = _listed(of)
    found: Any = items[0] if items else 0
    for item in items[1:]:
        if isinstance(item, str | bytes | list | tuple):
            raise no_overload()
        found = BINARY["+"](found, item)
    return found


def smallest(of: Any) -> Any:
    items = _listed(of)
    if not items:
        raise CelError("min called on empty list")
    return min(items, key=cmp_to_key(_order))


def largest(of: Any) -> Any:
    items = _listed(of)
    if not items:
        raise CelError("max called on empty list")
    return max(items, key=cmp_to_key(_order))


def index_of(of: Any, item: Any) -> int:
    return next((i for i, one in enumerate(_listed(of)) if equal(one, item)), -1)


def last_index_of(of: Any, item: Any) -> int:
    items = _listed(of)
    return next((i for i in range(len(items) - 1, -1, -1) if equal(items[i], item)), -1)


def flattened(of: Any, depth: Any = 1) -> list[Any]:
    if kind(depth) != "int":
        raise no_overload()
    if depth < 0:
        raise CelError("level must be non-negative")
    return _flat(_listed(of), depth, Allowance())


def _flat(items: Iterable[Any], depth: int, allowance: Allowance) -> list[Any]:
    found: list[Any] = []
    for item in items:
        allowance.spend()
        if isinstance(item, list | tuple) and depth > 0:
            found += _flat(item, depth - 1, allowance)
        else:
            found.append(item)
    return found


def ranged(count: Any) -> list[int]:
    if kind(count) != "int":
        raise no_overload()
    if count > _MOST_RANGED:
        raise CelError(f"lists.range is limited to {_MOST_RANGED} here")
    return list(range(count))


def distinct(of: Any) -> list[Any]:
    found: list[Any] = []
    allowance = Allowance()
    for item in _listed(of):
        allowance.spend(len(found))
        if not contains(item, found):
            found.append(item)
    return found


def reverse(of: Any) -> Any:
    return of[::-1] if isinstance(of, str) else _listed(of)[::-1]


def piece(of: Any, start: Any, end: Any) -> list[Any]:
    items = _listed(of)
    if start < 0 or end < 0:
        raise CelError(f"cannot slice({start}, {end}), negative indexes not supported")
    if start > end:
        raise CelError(f"cannot slice({start}, {end}), start index must be less than or equal to end index")
    if end > len(items):
        raise CelError(f"cannot slice({start}, {end}), list is length {len(items)}")
    return items[start:end]


def in_order(of: Any) -> list[Any]:
    items = _listed(of)
    return sorted_by(items, items)


def sorted_by(items: list[Any], keys: list[Any]) -> list[Any]:
    """The items in the order of their keys, which must be of one type."""
    # Each is compared with a dozen others or so.
    Allowance().spend(len(items) * _COMPARED)
    if len({kind(key) for key in keys}) > 1:
        raise CelError("list elements must have the same type")
    by_key = cmp_to_key(_order)
    pairs = sorted(zip(items, keys, strict=True), key=lambda pair: by_key(pair[1]))
    return [item for item, _ in pairs]


def first(of: Any) -> Maybe:
    items = _listed(of)
    return Maybe(items[0], True) if items else NOTHING


def last(of: Any) -> Maybe:
    items = _listed(of)
    return Maybe(items[-1], True) if items else NOTHING


def has_all(one: Any, other: Any) -> bool:
    """sets.contains: whether all items of the second list are in the first."""
    Allowance().spend(len(_listed(one)) * len(_listed(other)))
    return all(contains(item, one) for item in other)


def are_equivalent(one: Any, other: Any) -> bool:
    return has_all(one, other) and has_all(other, one)


def intersect(one: Any, other: Any) -> bool:
    Allowance().spend(len(_listed(one)) * len(_listed(other)))
    return any(contains(item, one) for item in other)
