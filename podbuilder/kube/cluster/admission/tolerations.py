"""Tolerations as several plugins combine them. Mirrors pkg/util/tolerations, Kubernetes v1.36."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

Toleration = dict[str, Any]


def merged(first: Iterable[Toleration], second: Iterable[Toleration]) -> list[Toleration]:
    """Both lists in one, without what another toleration covers. Mirrors MergeTolerations."""
    every = [*first, *second]
    kept: list[Toleration] = []
    for i, one in enumerate(every):
        if any(is_superset(other, one) for other in kept):
            continue
        if any(plain(other) != plain(one) and is_superset(other, one) for other in every[i + 1 :]):
            continue
        kept.append(one)
    return kept


def are_allowed(tolerations: Iterable[Toleration], allowed: Sequence[Toleration]) -> bool:
    """Whether each is covered by an allowed one. Mirrors VerifyAgainstWhitelist."""
    return not allowed or all(any(is_superset(other, one) for other in allowed) for one in tolerations)


def is_superset(larger: Toleration, one: Toleration) -> bool:
    """Whether a toleration tolerates all that another one does. Mirrors isSuperset.

    sic: a toleration whose operator is left out is no equal of one that says Equal.
    """
    if plain(larger) == plain(one):
        return True
    key, operator, effect = larger.get("key", ""), larger.get("operator", ""), larger.get("effect", "")
    if one.get("key", "") != key and (key or operator != "Exists"):
        return False
    if effect and one.get("effect", "") != effect:
        return False
    if effect == "NoExecute" and not _lasts_as_long(larger, one):
        return False
    if operator in ("Equal", ""):
        return one.get("operator") == "Equal" and one.get("value", "") == larger.get("value", "")
    return bool(operator == "Exists")


def _lasts_as_long(larger: Toleration, one: Toleration) -> bool:
    most, asked = larger.get("tolerationSeconds"), one.get("tolerationSeconds")
    return most is None or (asked is not None and asked <= most)


def plain(one: Toleration) -> Toleration:
    """A toleration to compare: an empty text is as good as none."""
    return {name: value for name, value in one.items() if value not in ("", None)}
