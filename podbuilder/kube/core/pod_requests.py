"""What a whole pod asks for and may use: the sums over its containers, as the scheduler computes them.

Mirrors k8s.io/component-helpers/resource, Kubernetes v1.36. Quantities that cannot be read count as absent.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from podbuilder.kube.core import document
from podbuilder.kube.core.field import Document
from podbuilder.kube.core.pod_containers import (
    CONTAINERS,
    INIT_CONTAINERS,
    Visited,
    is_native_sidecar,
    visit_containers,
)
from podbuilder.kube.core.quantity import Quantity, QuantityError, parse

Amounts = dict[str, Quantity]
Side = Literal["requests", "limits"]

CPU, MEMORY = "cpu", "memory"
HUGEPAGES_PREFIX = "hugepages-"


def amounts(raw: Mapping[str, Any] | None) -> Amounts:
    """A resource list's quantities by name."""
    result = {}
    for name, value in (raw or {}).items():
        try:
            result[name] = parse(value)
        except QuantityError:
            continue
    return result


def texts(raw: Mapping[str, Any] | None) -> dict[str, str]:
    """A resource list as the API server prints it, without what cannot be read."""
    return {name: str(amount) for name, amount in amounts(raw).items()}


def is_pod_level(name: str) -> bool:
    """Whether a pod may name this resource for itself as a whole. Mirrors IsSupportedPodLevelResource."""
    return name in (CPU, MEMORY) or name.startswith(HUGEPAGES_PREFIX)


def aggregate(spec: Document, side: Side) -> Amounts:
    """The sum over a pod's containers; init containers count only while they run.

    An app container and a native sidecar run all the time and add up. Another init container runs alone, next to the
    sidecars before it, so the pod needs the largest of these totals. Mirrors AggregateContainerRequests and
    AggregateContainerLimits.
    """
    total: Amounts = {}
    for container in spec.get("containers", ()):
        _add(total, _of(container, side))
    sidecars: Amounts = {}
    peak: Amounts = {}
    for container in spec.get("initContainers", ()):
        own = _of(container, side)
        if container.get("restartPolicy") == "Always":
            _add(total, own)
            _add(sidecars, own)
            _raise_to(peak, sidecars)
        else:
            _add(own, sidecars)
            _raise_to(peak, own)
    _raise_to(total, peak)
    return total


def pod_amounts(spec: Document, side: Side, *, pod_level: bool) -> Amounts:
    """The effective requests or limits of a pod, with its own and the runtime's overhead.

    Overhead adds to every request, and to those limits that are there and not zero. Mirrors PodRequests and PodLimits.
    """
    total = aggregate(spec, side)
    if pod_level:
        for name, amount in _of(spec, side).items():
            if is_pod_level(name):
                total[name] = amount
    for name, amount in amounts(spec.get("overhead")).items():
        if name in total:
            if side == "requests" or not total[name].is_zero:
                total[name] += amount
        elif side == "requests":
            total[name] = amount
    return total


def _of(holder: Document, side: Side) -> Amounts:
    return amounts((holder.get("resources") or {}).get(side))


def _add(total: Amounts, more: Amounts) -> None:
    for name, amount in more.items():
        total[name] = total[name] + amount if name in total else amount


def _raise_to(total: Amounts, other: Amounts) -> None:
    for name, amount in other.items():
        if name not in total or amount > total[name]:
            total[name] = amount


def container_without_request(pod: Document, resource: str, *, pod_level: bool) -> str | None:
    """The name of the first container for which an autoscaler has no request to compare with; None if it has all.

    A limit counts, as it becomes the request; where the pod has requests of its own, one for the whole of it suffices.
    Mirrors calculateRequests, Kubernetes v1.36, pkg/controller/podautoscaler.
    """
    visited = [one for one in visit_containers(pod, (CONTAINERS, INIT_CONTAINERS)) if _lasts(one)]
    lacking = [str(one.container.get("name", "")) for one in visited if not _says(one.container, resource)]
    own = document.mapping_at(pod, ("spec", "resources", "requests"))
    if pod_level and any(map(is_pod_level, own)) and (resource in own or len(lacking) < len(visited)):
        return None
    return lacking[0] if lacking else None


def _lasts(one: Visited) -> bool:
    return one.kind == CONTAINERS or is_native_sidecar(one.container, one.kind)


def _says(container: Document, resource: str) -> bool:
    sides = (document.mapping_at(container, ("resources", side)) for side in ("requests", "limits"))
    return any(resource in side for side in sides)
