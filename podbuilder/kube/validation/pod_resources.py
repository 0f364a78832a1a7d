"""Requests and limits of the whole pod, and whether the containers' fit into them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.core.field import FieldError, FieldPath, forbidden, invalid
from podbuilder.kube.core.pod_requests import aggregate, amounts
from podbuilder.kube.validation.formats import show
from podbuilder.kube.validation.resources import (
    is_huge_page_resource_name,
    validate_pod_resource_name,
    validate_resource_requirements,
)


def validate_pod_resources(spec: dict[str, Any], claim_names: set[str], path: FieldPath) -> Iterator[FieldError]:
    """Mirrors validatePodResources, Kubernetes v1.36, pkg/apis/core/validation."""
    if "resources" not in spec:
        return
    resources, at = spec["resources"], path.child("resources")
    if spec.get("os", {}).get("name") == "windows":
        yield forbidden(at, "A Windows pod cannot have resources of its own; give them to its containers.")
        return
    if "claims" in resources:
        yield forbidden(at.child("claims"), "Claims are used by containers; the pod's own resources cannot have them.")
    yield from validate_resource_requirements(resources, validate_pod_resource_name, claim_names, at)
    yield from validate_pod_resource_consistency(spec, at)


def validate_pod_resource_consistency(spec: dict[str, Any], path: FieldPath) -> Iterator[FieldError]:
    """What the containers need must fit into what the pod may use.

    Mirrors validatePodResourceConsistency, Kubernetes v1.36, pkg/apis/core/validation.
    """
    requests, limits = amounts(spec["resources"].get("requests")), amounts(spec["resources"].get("limits"))
    for name, total in aggregate(spec, "requests").items():
        if name in requests and total > requests[name]:
            yield invalid(
                path.child("requests").key(name),
                str(requests[name]),
                f"The containers together request {show(total)}, more than the pod's {show(requests[name])}.",
            )
    # Huge pages cannot be shared out twice, so their limits add up as requests do.
    for name, total in aggregate(spec, "limits").items():
        if is_huge_page_resource_name(name) and name in limits and total > limits[name]:
            yield invalid(
                path.child("limits").key(name),
                str(limits[name]),
                f"The limits of the containers add up to {show(total)}, more than the pod's {show(limits[name])}.",
            )
    for i, container in enumerate(spec.get("containers", ())):
        for name, limit in amounts(container.get("resources", {}).get("limits")).items():
            if name in limits and limit > limits[name]:
                yield invalid(
                    # sic: no such path exists; upstream puts it together in this order.
                    path.child("containers").index(i).key(name).child("limits"),
                    str(limit),
                    f"The container's limit of {show(limit)} for {name} exceeds the pod's {show(limits[name])}.",
                )
