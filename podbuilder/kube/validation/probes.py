"""Liveness, readiness and startup probes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.core.field import FieldError, FieldPath, invalid
from podbuilder.kube.validation.format_errors import validate_nonnegative_field
from podbuilder.kube.validation.handlers import PROBE_HANDLERS, validate_handler
from podbuilder.kube.validation.options import PodOptions

PROBES = ("livenessProbe", "readinessProbe", "startupProbe")
PROBE_NUMBERS = ("initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold", "failureThreshold")


def validate_probes(
    container: dict[str, Any], grace_period: int | None, path: FieldPath, options: PodOptions
) -> Iterator[FieldError]:
    """Every probe that the container has."""
    for name in PROBES:
        if name not in container:
            continue
        validate = validate_readiness_probe if name == "readinessProbe" else validate_liveness_probe
        yield from validate(container[name], grace_period, path.child(name), options)


def validate_liveness_probe(
    probe: dict[str, Any], grace_period: int | None, path: FieldPath, options: PodOptions
) -> Iterator[FieldError]:
    """Mirrors validateLivenessProbe and validateStartupProbe, Kubernetes v1.36, pkg/apis/core/validation."""
    yield from validate_probe(probe, grace_period, path, options)
    threshold = probe.get("successThreshold", 0)
    if threshold != 1:
        yield invalid(
            path.child("successThreshold"),
            threshold,
            f"{threshold} is not allowed here; it must be 1, because one success is enough.",
        )


def validate_readiness_probe(
    probe: dict[str, Any], grace_period: int | None, path: FieldPath, options: PodOptions
) -> Iterator[FieldError]:
    """Mirrors validateReadinessProbe, Kubernetes v1.36, pkg/apis/core/validation."""
    yield from validate_probe(probe, grace_period, path, options)
    if "terminationGracePeriodSeconds" in probe:
        yield invalid(
            path.child("terminationGracePeriodSeconds"),
            probe["terminationGracePeriodSeconds"],
            "A readiness probe does not end the container, so it has no grace period.",
        )


def validate_probe(
    probe: dict[str, Any], grace_period: int | None, path: FieldPath, options: PodOptions
) -> Iterator[FieldError]:
    """Mirrors validateProbe, Kubernetes v1.36, pkg/apis/core/validation."""
    yield from validate_handler(probe, PROBE_HANDLERS, grace_period, path, options)
    for name in PROBE_NUMBERS:
        if probe.get(name, 0) < 0:
            yield from validate_nonnegative_field(probe[name], path.child(name))
    seconds = probe.get("terminationGracePeriodSeconds")
    if seconds is not None and seconds <= 0:
        yield invalid(
            path.child("terminationGracePeriodSeconds"), seconds, f"{seconds} is too little; give 1 second or more."
        )
