"""Topology spread constraints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from podbuilder.kube.core.field import FieldError, FieldPath, duplicate, invalid, required
from podbuilder.kube.validation.affinity import (
    key_in_selector,
    keys_without_selector,
    validate_match_label_keys_and_mismatch_label_keys,
)
from podbuilder.kube.validation.formats import show
from podbuilder.kube.validation.messages import unsupported
from podbuilder.kube.validation.options import PodOptions
from podbuilder.kube.validation.selectors import validate_label_name, validate_label_selector

WHEN_UNSATISFIABLE = ("DoNotSchedule", "ScheduleAnyway")
NODE_INCLUSION_POLICIES = ("Honor", "Ignore")


def validate_topology_spread_constraints(
    constraints: Sequence[Mapping[str, Any]], path: FieldPath, options: PodOptions
) -> Iterator[FieldError]:
    """Mirrors validateTopologySpreadConstraints, Kubernetes v1.36, pkg/apis/core/validation."""
    still_to_come = Counter(_kind(constraint) for constraint in constraints)
    for i, constraint in enumerate(constraints):
        item = path.index(i)
        yield from _validate_positive(constraint.get("maxSkew", 0), item.child("maxSkew"))
        key, action = kind = _kind(constraint)
        if not key:
            wanted = 'Name the label by which nodes are grouped, such as "topology.kubernetes.io/zone".'
            yield required(item.child("topologyKey"), wanted)
        if action not in WHEN_UNSATISFIABLE:
            yield unsupported(item.child("whenUnsatisfiable"), action, WHEN_UNSATISFIABLE)
        still_to_come[kind] -= 1
        if still_to_come[kind]:
            # sic: the earlier one is at fault, and the path ends in the names of both fields.
            found = f"A later constraint has topologyKey {show(key)} and whenUnsatisfiable {show(action)} too"
            where = item.child("{topologyKey, whenUnsatisfiable}")
            yield duplicate(where, f"{{{key}, {action}}}", f"{found}; merge them, or make them differ.")
        if "minDomains" in constraint:
            yield from _validate_min_domains(constraint["minDomains"], action, item.child("minDomains"))
        for name in ("nodeAffinityPolicy", "nodeTaintsPolicy"):
            if name in constraint and constraint[name] not in NODE_INCLUSION_POLICIES:
                yield unsupported(item.child(name), constraint[name], NODE_INCLUSION_POLICIES)
        yield from _validate_match_label_keys(constraint, item, options)
        # Before 1.27 the selector was not checked.
        if options.minor >= 27:
            yield from validate_label_selector(constraint.get("labelSelector"), item.child("labelSelector"), options)


def _kind(constraint: Mapping[str, Any]) -> tuple[str, str]:
    return constraint.get("topologyKey", ""), constraint.get("whenUnsatisfiable", "")


def _validate_positive(value: int, path: FieldPath) -> Iterator[FieldError]:
    """Mirrors ValidatePositiveField, Kubernetes v1.36, pkg/apis/core/validation."""
    if value <= 0:
        yield invalid(path, value, f"{path[-1]} is {value}; it must be greater than zero.")


def _validate_min_domains(min_domains: int, action: str, path: FieldPath) -> Iterator[FieldError]:
    """Mirrors validateMinDomains, Kubernetes v1.36, pkg/apis/core/validation."""
    yield from _validate_positive(min_domains, path)
    if action != "DoNotSchedule":
        wanted = 'minDomains goes with whenUnsatisfiable "DoNotSchedule" only'
        yield invalid(path, min_domains, f"{wanted}; here it is {show(action)}.")


def _validate_match_label_keys(
    constraint: Mapping[str, Any], path: FieldPath, options: PodOptions
) -> Iterator[FieldError]:
    keys, selector = constraint.get("matchLabelKeys", ()), constraint.get("labelSelector")
    if options.allow_match_label_keys_in_topology_spread_selector_merge:
        yield from validate_match_label_keys_and_mismatch_label_keys(keys, (), selector, path)
    else:
        yield from _validate_match_label_keys_in_topology_spread(keys, selector, path.child("matchLabelKeys"))


def _validate_match_label_keys_in_topology_spread(
    keys: Sequence[str], selector: Mapping[str, Any] | None, path: FieldPath
) -> Iterator[FieldError]:
    """Before 1.34, when the server did not add the keys to the selector itself.

    Mirrors ValidateMatchLabelKeysInTopologySpread, Kubernetes v1.36, pkg/apis/core/validation.
    """
    if keys and selector is None:
        yield keys_without_selector(path)
    selected = set((selector or {}).get("matchLabels", {}))
    selected.update(expression.get("key", "") for expression in (selector or {}).get("matchExpressions", ()))
    for i, key in enumerate(keys):
        yield from validate_label_name(key, path.index(i))
        if key in selected:
            yield invalid(path.index(i), key, key_in_selector(key))
