"""PodDisruptionBudget. Mirrors Kubernetes v1.36, pkg/apis/policy/validation."""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.core.field import ROOT, Document, FieldError, invalid
from podbuilder.kube.validation.messages import unsupported
from podbuilder.kube.validation.options import PodOptions
from podbuilder.kube.validation.selectors import validate_label_selector
from podbuilder.kube.workloads.numbers import is_not_more_than_100_percent, validate_positive_int_or_percent

SPEC = ROOT.child("spec")
UNHEALTHY_POD_EVICTION_POLICIES = ("AlwaysAllow", "IfHealthyBudget")


def set_defaults(document: Document, options: PodOptions) -> Document:
    """The budget without what this version drops, a new object.

    Mirrors dropDisabledFields, Kubernetes v1.26, pkg/registry/policy/poddisruptionbudget.
    """
    spec = dict(document.get("spec", {}))
    if not options.enabled("PDBUnhealthyPodEvictionPolicy"):
        spec.pop("unhealthyPodEvictionPolicy", None)
    return {**document, "spec": spec}


def validate_pod_disruption_budget(document: Document, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors ValidatePodDisruptionBudgetSpec."""
    spec = document["spec"]
    if "minAvailable" in spec and "maxUnavailable" in spec:
        yield invalid(SPEC, spec, "minAvailable and maxUnavailable say the same from two sides; keep one of them.")
    for name in ("minAvailable", "maxUnavailable"):
        if name in spec:
            yield from validate_positive_int_or_percent(spec[name], SPEC.child(name))
            yield from is_not_more_than_100_percent(spec[name], SPEC.child(name))
    yield from validate_label_selector(spec.get("selector"), SPEC.child("selector"), options)
    policy = spec.get("unhealthyPodEvictionPolicy")
    if policy is not None and policy not in UNHEALTHY_POD_EVICTION_POLICIES:
        yield unsupported(SPEC.child("unhealthyPodEvictionPolicy"), policy, UNHEALTHY_POD_EVICTION_POLICIES)
