"""The formats of `formats.py` as errors at a path."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from podbuilder.kube.core.field import FieldError, FieldPath, invalid, required
from podbuilder.kube.validation import formats
from podbuilder.kube.validation.messages import invalid_for_each, one_of, unsupported


def validate_dns1123_label(value: str, path: FieldPath) -> Iterator[FieldError]:
    """Mirrors ValidateDNS1123Label, Kubernetes v1.36, pkg/apis/core/validation."""
    return invalid_for_each(path, value, formats.is_dns1123_label(value))


def validate_dns1123_subdomain(value: str, path: FieldPath) -> Iterator[FieldError]:
    """Mirrors ValidateDNS1123Subdomain, Kubernetes v1.36, pkg/apis/core/validation."""
    return invalid_for_each(path, value, formats.is_dns1123_subdomain(value))


def validate_dns1123_subdomain_with_underscore(value: str, path: FieldPath) -> Iterator[FieldError]:
    """Mirrors ValidateDNS1123SubdomainWithUnderScore, Kubernetes v1.36, pkg/apis/core/validation."""
    return invalid_for_each(path, value, formats.is_dns1123_subdomain_with_underscore(value))


def validate_qualified_name(value: str, path: FieldPath) -> Iterator[FieldError]:
    """Mirrors ValidateQualifiedName, Kubernetes v1.36, pkg/apis/core/validation."""
    return invalid_for_each(path, value, formats.is_qualified_name(value))


def validate_nonnegative_field(value: int, path: FieldPath) -> Iterator[FieldError]:
    """Mirrors ValidateNonnegativeField, Kubernetes v1.36, apimachinery pkg/api/validation."""
    if value < 0:
        yield invalid(path, value, f"{value} is negative; it must be 0 or more.")


def validate_choice(value: str, choices: Collection[str], path: FieldPath) -> Iterator[FieldError]:
    """A value of a closed set: Required where it is empty, NotSupported where it is another.

    This is the switch that upstream repeats for the pull policy, the restart policy, the DNS policy and others.
    """
    if value in choices:
        return
    if value:
        yield unsupported(path, value, choices)
    else:
        yield required(path, f"No value is given; use {one_of(choices)}.")
