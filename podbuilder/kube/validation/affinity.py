"""Affinity: which nodes and which other pods a pod wants to be near or far from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from podbuilder.kube.core.affinity_fields import PREFERRED, REQUIRED
from podbuilder.kube.core.field import FieldError, FieldPath, forbidden, invalid, required
from podbuilder.kube.validation.formats import is_dns1123_label, is_dns1123_subdomain, show
from podbuilder.kube.validation.messages import invalid_for_each
from podbuilder.kube.validation.options import PodOptions
from podbuilder.kube.validation.selectors import (
    unknown_operator,
    validate_label_name,
    validate_label_selector,
    validate_label_values,
    values_forbidden,
    values_required,
)

NODE_SELECTOR_OPERATORS = ("In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt")
NODE_FIELD_OPERATORS = ("In", "NotIn")
NODE_FIELD = "metadata.name"
MIN_WEIGHT, MAX_WEIGHT = 1, 100


def validate_affinity(affinity: Mapping[str, Any] | None, path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors validateAffinity, Kubernetes v1.36, pkg/apis/core/validation."""
    if affinity is None:
        return
    if "nodeAffinity" in affinity:
        yield from validate_node_affinity(affinity["nodeAffinity"], path.child("nodeAffinity"), options)
    for name in ("podAffinity", "podAntiAffinity"):
        if name in affinity:
            yield from validate_pod_affinity(affinity[name], path.child(name), options)


def validate_node_affinity(
    node_affinity: Mapping[str, Any], path: FieldPath, options: PodOptions
) -> Iterator[FieldError]:
    """Mirrors validateNodeAffinity, Kubernetes v1.36, pkg/apis/core/validation."""
    if REQUIRED in node_affinity:
        terms = node_affinity[REQUIRED].get("nodeSelectorTerms", ())
        terms_path = path.child(REQUIRED, "nodeSelectorTerms")
        if not terms:
            yield required(terms_path, "Give at least one term that a node must match.")
        # Before 1.33 the values were not checked.
        for i, term in enumerate(terms):
            yield from validate_node_selector_term(term, terms_path.index(i), label_values=options.minor >= 33)
    for i, term in enumerate(node_affinity.get(PREFERRED, ())):
        item = path.child(PREFERRED).index(i)
        yield from _validate_weight(term.get("weight", 0), item.child("weight"))
        preference = term.get("preference", {})
        yield from validate_node_selector_term(preference, item.child("preference"), label_values=False)


def _validate_weight(weight: int, path: FieldPath) -> Iterator[FieldError]:
    if not MIN_WEIGHT <= weight <= MAX_WEIGHT:
        yield invalid(path, weight, f"{weight} is not a valid weight; give one from {MIN_WEIGHT} to {MAX_WEIGHT}.")


def validate_node_selector_term(
    term: Mapping[str, Any], path: FieldPath, *, label_values: bool
) -> Iterator[FieldError]:
    """Mirrors ValidateNodeSelectorTerm, Kubernetes v1.36, pkg/apis/core/validation."""
    for i, requirement in enumerate(term.get("matchExpressions", ())):
        item = path.child("matchExpressions").index(i)
        yield from validate_node_selector_requirement(requirement, item, label_values=label_values)
    for i, requirement in enumerate(term.get("matchFields", ())):
        yield from validate_node_field_selector_requirement(requirement, path.child("matchFields").index(i))


def validate_node_selector_requirement(
    requirement: Mapping[str, Any], path: FieldPath, *, label_values: bool
) -> Iterator[FieldError]:
    """Mirrors ValidateNodeSelectorRequirement, Kubernetes v1.36, pkg/apis/core/validation."""
    operator, values = requirement.get("operator", ""), requirement.get("values", ())
    if operator in ("In", "NotIn"):
        if not values:
            yield values_required(path.child("values"), operator)
    elif operator in ("Exists", "DoesNotExist"):
        if values:
            yield values_forbidden(path.child("values"), operator)
    elif operator in ("Gt", "Lt"):
        if len(values) != 1:
            found = f"there are {len(values)}"
            yield required(path.child("values"), f'The operator "{operator}" compares with exactly one value; {found}.')
    else:
        yield unknown_operator(path.child("operator"), operator, NODE_SELECTOR_OPERATORS)
    yield from validate_label_name(requirement.get("key", ""), path.child("key"))
    if label_values:
        yield from validate_label_values(values, path.child("values"))


def validate_node_field_selector_requirement(requirement: Mapping[str, Any], path: FieldPath) -> Iterator[FieldError]:
    """Mirrors ValidateNodeFieldSelectorRequirement, Kubernetes v1.36, pkg/apis/core/validation."""
    operator, values, key = requirement.get("operator", ""), requirement.get("values", ()), requirement.get("key", "")
    if operator not in NODE_FIELD_OPERATORS:
        yield unknown_operator(path.child("operator"), operator, NODE_FIELD_OPERATORS)
    elif len(values) != 1:
        found = f"there are {len(values)}"
        yield required(path.child("values"), f"A field of the node is compared with exactly one value; {found}.")
    if key != NODE_FIELD:
        found = f"{show(key)} is not a field of a node that can be compared"
        yield invalid(path.child("key"), key, f'{found}; "{NODE_FIELD}" is the only one.')
        return
    for i, value in enumerate(values):
        yield from invalid_for_each(path.child("values").index(i), value, is_dns1123_subdomain(value))


def validate_pod_affinity(
    pod_affinity: Mapping[str, Any], path: FieldPath, options: PodOptions
) -> Iterator[FieldError]:
    """Affinity and anti-affinity. Mirrors validatePodAffinity and validatePodAntiAffinity, Kubernetes v1.36."""
    for i, term in enumerate(pod_affinity.get(REQUIRED, ())):
        yield from validate_pod_affinity_term(term, path.child(REQUIRED).index(i), options)
    for i, term in enumerate(pod_affinity.get(PREFERRED, ())):
        item = path.child(PREFERRED).index(i)
        yield from _validate_weight(term.get("weight", 0), item.child("weight"))
        yield from validate_pod_affinity_term(term.get("podAffinityTerm", {}), item.child("podAffinityTerm"), options)


def validate_pod_affinity_term(term: Mapping[str, Any], path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors validatePodAffinityTerm, Kubernetes v1.36, pkg/apis/core/validation."""
    for name in ("labelSelector", "namespaceSelector"):
        yield from validate_label_selector(term.get(name), path.child(name), options)
    for namespace in term.get("namespaces", ()):
        # sic: the path says `namespace`, without the index.
        yield from invalid_for_each(path.child("namespace"), namespace, is_dns1123_label(namespace))
    yield from validate_match_label_keys_and_mismatch_label_keys(
        term.get("matchLabelKeys", ()), term.get("mismatchLabelKeys", ()), term.get("labelSelector"), path
    )
    topology_key = term.get("topologyKey", "")
    if not topology_key:
        wanted = 'Name the label by which nodes are grouped, such as "kubernetes.io/hostname".'
        yield required(path.child("topologyKey"), wanted)
    yield from validate_label_name(topology_key, path.child("topologyKey"))


def validate_match_label_keys_and_mismatch_label_keys(
    match_label_keys: Sequence[str],
    mismatch_label_keys: Sequence[str],
    selector: Mapping[str, Any] | None,
    path: FieldPath,
) -> Iterator[FieldError]:
    """The server has already added the keys to the selector; a key that is in it twice was there before.

    Mirrors ValidateMatchLabelKeysAndMismatchLabelKeys, Kubernetes v1.36, pkg/apis/core/validation.
    """
    yield from _validate_label_keys(match_label_keys, selector, path.child("matchLabelKeys"))
    yield from _validate_label_keys(mismatch_label_keys, selector, path.child("mismatchLabelKeys"))
    if selector is not None and match_label_keys:
        index_of = {key: i for i, key in enumerate(match_label_keys)}
        seen = set(selector.get("matchLabels", {}))
        for expression in selector.get("matchExpressions", ()):
            key = expression.get("key", "")
            if key in index_of and key in seen:
                # sic: the index is that in matchLabelKeys, the path is the term's.
                yield invalid(path.index(index_of[key]), key, key_in_selector(key))
            seen.add(key)
    mismatched = set(mismatch_label_keys)
    for i, key in enumerate(match_label_keys):
        if key in mismatched:
            both = f"{show(key)} is in matchLabelKeys and in mismatchLabelKeys; keep it in one of them."
            yield invalid(path.child("matchLabelKeys").index(i), key, both)


def key_in_selector(key: str) -> str:
    """The sentence about a key that is in matchLabelKeys and in the selector."""
    return f"{show(key)} is in matchLabelKeys and in labelSelector; keep it in one of them."


def keys_without_selector(path: FieldPath) -> FieldError:
    """The refusal of label keys where there is no selector to add them to."""
    return forbidden(path, f"{path[-1]} adds to labelSelector, which is missing; set it, perhaps to {{}}.")


def _validate_label_keys(
    keys: Sequence[str], selector: Mapping[str, Any] | None, path: FieldPath
) -> Iterator[FieldError]:
    """Mirrors validateLabelKeys, Kubernetes v1.36, pkg/apis/core/validation."""
    if keys and selector is None:
        yield keys_without_selector(path)
        return
    for i, key in enumerate(keys):
        yield from validate_label_name(key, path.index(i))
