"""When and where the pod is placed, apart from affinity, tolerations and topology spread."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.core.field import FieldError, FieldPath, duplicate, invalid, required
from podbuilder.kube.validation.format_errors import validate_choice, validate_qualified_name
from podbuilder.kube.validation.formats import name_is_dns_label, name_is_dns_subdomain, show
from podbuilder.kube.validation.messages import invalid_for_each
from podbuilder.kube.validation.options import PodOptions

PREEMPTION_POLICIES = ("PreemptLowerPriority", "Never")


def validate_preemption_policy(policy: str, path: FieldPath) -> Iterator[FieldError]:
    """Mirrors ValidatePreemptionPolicy, Kubernetes v1.36, pkg/apis/core/validation."""
    return validate_choice(policy, PREEMPTION_POLICIES, path)


def validate_readiness_gates(gates: list[dict[str, Any]], path: FieldPath) -> Iterator[FieldError]:
    """Mirrors validateReadinessGates, Kubernetes v1.36, pkg/apis/core/validation."""
    for i, gate in enumerate(gates):
        yield from validate_qualified_name(gate.get("conditionType", ""), path.index(i).child("conditionType"))


def validate_scheduling_gates(
    gates: list[dict[str, Any]], path: FieldPath, options: PodOptions
) -> Iterator[FieldError]:
    """Mirrors validateSchedulingGates, Kubernetes v1.36, pkg/apis/core/validation.

    sic: the errors are at the entry, not at its name.
    """
    seen: set[str] = set()
    for i, gate in enumerate(gates):
        name = gate.get("name", "")
        # 1.26 only required a name.
        if options.minor >= 27:
            yield from validate_qualified_name(name, path.index(i))
        elif not name:
            yield required(path.index(i), 'Name the gate, such as "example.com/quota".')
        if name in seen:
            yield duplicate(path.index(i), name, f"The gate {show(name)} is already listed.")
        seen.add(name)


def validate_scheduling_group(group: dict[str, Any], path: FieldPath) -> Iterator[FieldError]:
    """Mirrors validateSchedulingGroup, Kubernetes v1.36, pkg/apis/core/validation."""
    name, at = group.get("podGroupName"), path.child("podGroupName")
    if name is None:
        yield invalid(at, None, "Name the PodGroup that the pod is scheduled with.")
    else:
        yield from invalid_for_each(at, name, name_is_dns_subdomain(name, prefix=False))


def validate_workload_reference(workload: dict[str, Any], path: FieldPath) -> Iterator[FieldError]:
    """Mirrors validateWorkloadReference, Kubernetes v1.35, pkg/apis/core/validation."""
    name, group, replica = (workload.get(key, "") for key in ("name", "podGroup", "podGroupReplicaKey"))
    yield from invalid_for_each(path.child("name"), name, name_is_dns_subdomain(name, prefix=False))
    yield from invalid_for_each(path.child("podGroup"), group, name_is_dns_label(group, prefix=False))
    if replica:
        messages = name_is_dns_label(replica, prefix=False)
        yield from invalid_for_each(path.child("podGroupReplicaKey"), replica, messages)
