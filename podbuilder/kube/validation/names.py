"""The formats of `formats.py` as errors at a path, and the rules for labels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from podbuilder.kube.field import FieldError, FieldPath, invalid, not_supported, required
from podbuilder.kube.validation import formats


def invalid_each(path: FieldPath, value: object, messages: Iterable[str]) -> Iterator[FieldError]:
    """One error of type Invalid for each message."""
    for message in messages:
        yield invalid(path, value, message)


def validate_dns1123_label(value: str, path: FieldPath) -> Iterator[FieldError]:
    """Mirrors ValidateDNS1123Label, Kubernetes v1.36, pkg/apis/core/validation."""
    return invalid_each(path, value, formats.is_dns1123_label(value))


def validate_dns1123_subdomain(value: str, path: FieldPath) -> Iterator[FieldError]:
    """Mirrors ValidateDNS1123Subdomain, Kubernetes v1.36, pkg/apis/core/validation."""
    return invalid_each(path, value, formats.is_dns1123_subdomain(value))


def validate_dns1123_subdomain_with_underscore(value: str, path: FieldPath) -> Iterator[FieldError]:
    """Mirrors ValidateDNS1123SubdomainWithUnderScore, Kubernetes v1.36, pkg/apis/core/validation."""
    return invalid_each(path, value, formats.is_dns1123_subdomain_with_underscore(value))


def validate_qualified_name(value: str, path: FieldPath) -> Iterator[FieldError]:
    """Mirrors ValidateQualifiedName, Kubernetes v1.36, pkg/apis/core/validation."""
    return invalid_each(path, value, formats.is_qualified_name(value))


def validate_label_name(name: str, path: FieldPath) -> Iterator[FieldError]:
    """Mirrors ValidateLabelName, Kubernetes v1.36, apimachinery pkg/apis/meta/v1/validation."""
    return invalid_each(path, name, formats.is_qualified_name(name))


def validate_labels(labels: Mapping[str, str], path: FieldPath) -> Iterator[FieldError]:
    """Mirrors ValidateLabels, Kubernetes v1.36, apimachinery pkg/apis/meta/v1/validation.

    sic: an error stands at the whole map, not at the label.
    """
    for name, value in labels.items():
        yield from validate_label_name(name, path)
        yield from invalid_each(path, value, formats.is_valid_label_value(value))


def validate_nonnegative_field(value: int, path: FieldPath) -> Iterator[FieldError]:
    """Mirrors ValidateNonnegativeField, Kubernetes v1.36, apimachinery pkg/api/validation."""
    if value < 0:
        yield invalid(path, value, f"{value} is negative; it must be 0 or more.")


def validate_choice(value: str, choices: Iterable[str], path: FieldPath) -> Iterator[FieldError]:
    """A value of a closed set: Required where there is none, NotSupported where it is another.

    This is the switch that upstream repeats for the pull policy, the restart policy, the DNS policy and others.
    """
    if value in choices:
        return
    if value:
        yield not_supported_value(path, value, choices)
    else:
        yield required(path, f"Choose one of {listed(choices)}.")


def not_supported_value(path: FieldPath, value: object, choices: Iterable[str]) -> FieldError:
    """The error for a value that is not one of a closed set."""
    return not_supported(path, value, f"{formats.show(value)} is not supported here; use {listed(choices)}.")


def listed(choices: Iterable[str]) -> str:
    """The choices as a sentence lists them."""
    *most, last = sorted(choices)
    return f"{', '.join(most)} or {last}" if most else last
