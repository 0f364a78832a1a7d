"""What an object uses of a quota, and which quotas it comes under.

Mirrors Kubernetes v1.36, pkg/quota/v1/evaluator/core, and apiserver pkg/quota/v1/generic.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from podbuilder.kube.cluster.admission.request import Request
from podbuilder.kube.cluster.admission.version_table import holds
from podbuilder.kube.cluster.snapshot import Object
from podbuilder.kube.core import document, feature_gates
from podbuilder.kube.core.affinity_fields import PREFERRED, REQUIRED
from podbuilder.kube.core.pod_containers import CONTAINERS, INIT_CONTAINERS, visit_containers
from podbuilder.kube.core.pod_requests import HUGEPAGES_PREFIX, Amounts, amounts, is_pod_level, pod_amounts
from podbuilder.kube.core.quantity import Quantity
from podbuilder.kube.insight.qos import BEST_EFFORT, qos_class
from podbuilder.kube.validation.resources import is_native_resource

ONE = Quantity(1)
REQUESTS, LIMITS, COUNT = "requests.", "limits.", "count/"
DEVICE_CLASSES = "deviceclass.resource.kubernetes.io/"
COMPUTED = ("cpu", "memory", "ephemeral-storage")
OF_PODS = {
    "pods",
    f"{COUNT}pods",
    *COMPUTED,
    *(REQUESTS + name for name in COMPUTED),
    *(LIMITS + name for name in COMPUTED),
}
# sic: these each container must name, once a quota counts them; no other resource will ever be added.
MANDATORY = ("cpu", "limits.cpu", "limits.memory", "memory", "requests.cpu", "requests.memory")


def counted(request: Request, names: Iterable[str]) -> list[str]:
    """Which of a quota's resources objects of this kind use, sorted. Mirrors MatchingResources."""
    if not request.is_pod:
        own = COUNT + request.resource.shown
        plain = request.resource.name if request.resource.name in ("replicationcontrollers",) else own
        return sorted(name for name in names if name in (own, plain))
    version = request.version
    return sorted(name for name in names if name in OF_PODS or _is_hugepages(name) or _is_quota(name, version))


def _is_hugepages(name: str) -> bool:
    return name.removeprefix(REQUESTS).startswith(HUGEPAGES_PREFIX)


def _is_quota(name: str, version: str) -> bool:
    """Mirrors isExtendedResourceNameForQuota."""
    return name.startswith(REQUESTS) and _is_extended(name.removeprefix(REQUESTS), version)


def _is_extended(resource: str, version: str) -> bool:
    """Whether quotas count a resource that is none of Kubernetes' own."""
    of_class = resource.startswith(DEVICE_CLASSES) and holds("DeviceClassesCount", version)
    return of_class or not is_native_resource(resource)


def usage(request: Request) -> Amounts:
    """How much the object uses. Mirrors PodUsageFunc, and the object counts of other kinds."""
    count = {COUNT + request.resource.shown: ONE}
    if not request.is_pod:
        return {**count, request.resource.name: ONE}
    pod_level = feature_gates.enabled("PodLevelResources", request.version)
    requests = pod_amounts(request.spec, "requests", pod_level=pod_level)
    limits = pod_amounts(request.spec, "limits", pod_level=pod_level)
    if holds("OverheadIsLimit", request.version):
        limits = _with_overhead(request, limits)
    return {**count, **computed(requests, limits, request.version)}


def _with_overhead(request: Request, limits: Amounts) -> Amounts:
    """Limits with the overhead of those that the pod has not set. Mirrors PodUsageFunc, Kubernetes v1.26."""
    overhead = amounts(request.spec.get("overhead"))
    return {**limits, **{name: each for name, each in overhead.items() if name not in limits or limits[name].is_zero}}


def computed(requests: Amounts, limits: Amounts, version: str) -> Amounts:
    """Requests and limits under the names that quotas have for them. Mirrors podComputeUsageHelper."""
    found = {"pods": ONE}
    for name, amount in requests.items():
        if name in COMPUTED or name.startswith(HUGEPAGES_PREFIX):
            found[name] = amount
        if name in COMPUTED or name.startswith(HUGEPAGES_PREFIX) or _is_extended(name, version):
            found[REQUESTS + name] = amount
    found |= {LIMITS + name: amount for name, amount in limits.items() if name in COMPUTED}
    return found


def missing(request: Request, names: Iterable[str]) -> dict[str, list[str]]:
    """Which containers do not name a resource that they must, by resource. Mirrors Constraints."""
    if not request.is_pod or _has_pod_level(request):
        return {}
    wanted = [name for name in MANDATORY if name in set(names)]
    found: dict[str, list[str]] = {}
    for _, container, _ in visit_containers(request.object, (CONTAINERS, INIT_CONTAINERS)):
        resources = container.get("resources") or {}
        there = computed(amounts(resources.get("requests")), amounts(resources.get("limits")), request.version)
        for name in wanted:
            if name not in there:
                found.setdefault(name, []).append(container.get("name", ""))
    return {name: sorted(set(containers)) for name, containers in found.items()}


def _has_pod_level(request: Request) -> bool:
    """Mirrors IsPodLevelResourcesSet."""
    sides = (document.mapping_at(request.spec, ("resources", side)) for side in ("requests", "limits"))
    return feature_gates.enabled("PodLevelResources", request.version) and any(
        is_pod_level(name) for side in sides for name in side
    )


def is_in_scope(request: Request, quota: Object) -> bool:
    """Whether the object comes under all scopes of a quota. Mirrors Matches, but for the resources."""
    spec = quota.get("spec") or {}
    selectors = [{"scopeName": scope, "operator": "Exists"} for scope in spec.get("scopes") or ()]
    selectors += document.listed(spec, ("scopeSelector", "matchExpressions"))
    return all(request.is_pod and _matches(request, one) for one in selectors)


def _matches(request: Request, selector: Mapping[str, Any]) -> bool:
    """Mirrors podMatchesScopeFunc."""
    match selector.get("scopeName"):
        case "Terminating":
            return _is_terminating(request)
        case "NotTerminating":
            return not _is_terminating(request)
        case "BestEffort":
            return qos_class(request.object, request.version) == BEST_EFFORT
        case "NotBestEffort":
            return qos_class(request.object, request.version) != BEST_EFFORT
        case "PriorityClass":
            return _matches_class(request.spec.get("priorityClassName", ""), selector)
        case "CrossNamespacePodAffinity":
            return _crosses_namespaces(request)
    return False


def _is_terminating(request: Request) -> bool:
    seconds = request.spec.get("activeDeadlineSeconds")
    return seconds is not None and seconds >= 0


def _matches_class(name: str, selector: Mapping[str, Any]) -> bool:
    match selector.get("operator"):
        case "Exists":
            return bool(name)
        case "DoesNotExist":
            return not name
        case "NotIn":
            return name not in (selector.get("values") or ())
    return bool(name) and name in (selector.get("values") or ())


def _crosses_namespaces(request: Request) -> bool:
    """Mirrors usesCrossNamespacePodAffinity."""
    for kind in ("podAffinity", "podAntiAffinity"):
        terms = list(document.listed(request.spec, ("affinity", kind, REQUIRED)))
        weighted = document.listed(request.spec, ("affinity", kind, PREFERRED))
        terms += [one.get("podAffinityTerm") or {} for one in weighted]
        if any(term.get("namespaces") or "namespaceSelector" in term for term in terms):
            return True
    return False
