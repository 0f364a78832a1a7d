"""Labels and the selectors that look for them.

Mirrors apimachinery's pkg/apis/meta/v1/validation, Kubernetes v1.36.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from podbuilder.kube.core.field import FieldError, FieldPath, forbidden, invalid, required
from podbuilder.kube.core.label_selector import OPERATORS
from podbuilder.kube.validation.formats import is_qualified_name, is_valid_label_value, show
from podbuilder.kube.validation.messages import invalid_for_each, one_of
from podbuilder.kube.validation.options import PodOptions


def validate_label_name(name: str, path: FieldPath) -> Iterator[FieldError]:
    """Mirrors ValidateLabelName, Kubernetes v1.36, apimachinery/pkg/apis/meta/v1/validation."""
    return invalid_for_each(path, name, is_qualified_name(name))


def validate_labels(labels: Mapping[str, str], path: FieldPath) -> Iterator[FieldError]:
    """Mirrors ValidateLabels, Kubernetes v1.36, apimachinery/pkg/apis/meta/v1/validation.

    sic: the errors are at the map, not at the key concerned.
    """
    for key, value in labels.items():
        found = (*validate_label_name(key, path), *invalid_for_each(path, value, is_valid_label_value(value)))
        yield from (replace(error, entry=key) for error in found)


def validate_label_selector(
    selector: Mapping[str, Any] | None, path: FieldPath, options: PodOptions
) -> Iterator[FieldError]:
    """Mirrors ValidateLabelSelector, Kubernetes v1.36, apimachinery/pkg/apis/meta/v1/validation."""
    if selector is None:
        return
    yield from validate_labels(selector.get("matchLabels", {}), path.child("matchLabels"))
    for i, requirement in enumerate(selector.get("matchExpressions", ())):
        yield from validate_label_selector_requirement(requirement, path.child("matchExpressions").index(i), options)


def validate_label_selector_requirement(
    requirement: Mapping[str, Any], path: FieldPath, options: PodOptions
) -> Iterator[FieldError]:
    """Mirrors ValidateLabelSelectorRequirement, Kubernetes v1.36, apimachinery/pkg/apis/meta/v1/validation."""
    operator, values = requirement.get("operator", ""), requirement.get("values", ())
    if operator in ("In", "NotIn"):
        if not values:
            yield values_required(path.child("values"), operator)
    elif operator in ("Exists", "DoesNotExist"):
        if values:
            yield values_forbidden(path.child("values"), operator)
    else:
        yield unknown_operator(path.child("operator"), operator, OPERATORS)
    yield from validate_label_name(requirement.get("key", ""), path.child("key"))
    # Before 1.26 the values were not checked.
    if options.minor >= 26:
        yield from validate_label_values(values, path.child("values"))


def validate_label_values(values: Sequence[str], path: FieldPath) -> Iterator[FieldError]:
    """Every value of a list must be a valid label value."""
    for i, value in enumerate(values):
        yield from invalid_for_each(path.index(i), value, is_valid_label_value(value))


def values_required(path: FieldPath, operator: str) -> FieldError:
    """The refusal of an operator without the values that it needs."""
    return required(path, f'The operator "{operator}" needs at least one value to compare with.')


def values_forbidden(path: FieldPath, operator: str) -> FieldError:
    """The refusal of values where an operator has no use for them."""
    return forbidden(path, f'The operator "{operator}" only asks whether the key is there; leave the values out.')


def unknown_operator(path: FieldPath, operator: str, operators: Sequence[str]) -> FieldError:
    """The refusal of an operator that no selector has. sic: upstream calls it invalid, not unsupported."""
    found = f"{show(operator)} is not an operator" if operator else "There is no operator"
    return invalid(path, operator, f"{found}; use {one_of(operators)}.")
