"""Requests, limits and claims of containers and of the whole pod."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from podbuilder.kube.core import quantity
from podbuilder.kube.core.field import FieldError, FieldPath, forbidden, invalid, required
from podbuilder.kube.core.pod_requests import amounts
from podbuilder.kube.core.quantity import Quantity
from podbuilder.kube.core.quoting import cut
from podbuilder.kube.validation.formats import is_qualified_name, show
from podbuilder.kube.validation.messages import invalid_for_each, unsupported
from podbuilder.kube.validation.resource_claims import validate_resource_claim_names

HUGE_PAGES = "hugepages-"
# What a container can ask for by a name without a domain, apart from huge pages.
STANDARD_CONTAINER_RESOURCES = ("cpu", "memory", "ephemeral-storage")
SUPPORTED_POD_LEVEL_RESOURCES = ("cpu", "memory")
COUNTED_RESOURCES = frozenset(
    (
        "pods",
        "resourcequotas",
        "services",
        "replicationcontrollers",
        "secrets",
        "configmaps",
        "persistentvolumeclaims",
        "services.nodeports",
        "services.loadbalancers",
    )
)
# Every name without a domain that Kubernetes gives a meaning, most of them in quotas only.
STANDARD_RESOURCES = COUNTED_RESOURCES | {
    "storage",
    "requests.storage",
    *STANDARD_CONTAINER_RESOURCES,
    *(f"{kind}.{name}" for kind in ("limits", "requests") for name in STANDARD_CONTAINER_RESOURCES),
}

NameRule = Callable[[str, FieldPath], Iterator[FieldError]]


def is_huge_page_resource_name(name: str) -> bool:
    """Mirrors IsHugePageResourceName, Kubernetes v1.36, pkg/apis/core/helper."""
    return name.startswith(HUGE_PAGES)


def is_native_resource(name: str) -> bool:
    """Whether the name belongs to Kubernetes itself. Mirrors IsNativeResource, v1.36, pkg/apis/core/helper."""
    return "/" not in name or "kubernetes.io/" in name


def is_extended_resource_name(name: str) -> bool:
    """A device or whatever else a vendor counts. Mirrors IsExtendedResourceName, v1.36, pkg/apis/core/helper."""
    return (
        not is_native_resource(name)
        and not name.startswith("requests.")
        # In a quota the name gets this prefix, and must still be short enough with it.
        and not is_qualified_name(f"requests.{name}")
    )


def is_overcommit_allowed(name: str) -> bool:
    """Whether a limit may exceed its request. Mirrors IsOvercommitAllowed, v1.36, pkg/apis/core/helper."""
    return is_native_resource(name) and not is_huge_page_resource_name(name)


def is_integer_resource_name(name: str) -> bool:
    """Mirrors IsIntegerResourceName, Kubernetes v1.36, pkg/apis/core/helper."""
    return name in COUNTED_RESOURCES or is_extended_resource_name(name)


def validate_resource_name(name: str, path: FieldPath) -> Iterator[FieldError]:
    """Mirrors validateResourceName, Kubernetes v1.36, pkg/apis/core/validation."""
    messages = is_qualified_name(name)
    if messages:
        yield from invalid_for_each(path, name, messages)
    elif (
        "/" not in name and name not in STANDARD_RESOURCES and not name.startswith((HUGE_PAGES, "requests.hugepages-"))
    ):
        yield invalid(
            path,
            name,
            f'{show(name)} is not a resource that Kubernetes knows. Other names need a domain: "example.com/fpga".',
        )


def validate_container_resource_name(name: str, path: FieldPath) -> Iterator[FieldError]:
    """Mirrors validateContainerResourceName, Kubernetes v1.36, pkg/apis/core/validation."""
    yield from validate_resource_name(name, path)
    if "/" not in name:
        if name not in STANDARD_CONTAINER_RESOURCES and not is_huge_page_resource_name(name):
            yield invalid(
                path,
                name,
                f"A container cannot ask for {show(name)}; it can ask for cpu, memory and ephemeral-storage.",
            )
    elif not is_native_resource(name) and not is_extended_resource_name(name):
        yield invalid(path, name, f'{show(name)} is not the name of an extended resource, such as "nvidia.com/gpu".')


def validate_pod_resource_name(name: str, path: FieldPath) -> Iterator[FieldError]:
    """Mirrors validatePodResourceName, Kubernetes v1.36, pkg/apis/core/validation."""
    errors = list(validate_resource_name(name, path))
    yield from errors
    if not errors and name not in SUPPORTED_POD_LEVEL_RESOURCES and not is_huge_page_resource_name(name):
        yield unsupported(path, name, (*SUPPORTED_POD_LEVEL_RESOURCES, "hugepages-…"))


def validate_resource_quantity_value(name: str, amount: Quantity, path: FieldPath) -> Iterator[FieldError]:
    """Mirrors ValidateResourceQuantityValue, Kubernetes v1.36, pkg/apis/core/validation."""
    if amount.sign < 0:
        yield invalid(path, str(amount), f"{show(amount)} is negative; it must be 0 or more.")
    # In thousandths, as upstream compares it; finer fractions round up to one.
    if amount.milli_value() % 1000 and is_integer_resource_name(name):
        shown = cut(_decimal(amount))
        yield invalid(path, str(amount), f"{shown} is not a whole number, and {show(name)} is counted in units.")


def _decimal(amount: Quantity) -> str:
    """A fraction as people write it: 0.5, which Kubernetes writes as 500m."""
    plain = f"{Decimal(f'{amount.unscaled}e{amount.exponent}'):f}".rstrip("0")
    return str(amount) if amount.is_whole() else plain


def validate_resource_quantity_huge_page_value(name: str, amount: Quantity, path: FieldPath) -> Iterator[FieldError]:
    """Mirrors validateResourceQuantityHugePageValue and IsHugePageResourceValueDivisible, Kubernetes v1.36."""
    try:
        page = quantity.parse(name.removeprefix(HUGE_PAGES))
    except quantity.QuantityError:
        page = quantity.ZERO
    # A page too large for 64 bits has the value 0.
    if page.sign <= 0 or page.milli_value() % 1000 or not page.value() or amount.value() % page.value():
        yield invalid(path, str(amount), f"{show(amount)} is not a whole number of pages of {show(name)}.")


def validate_container_resource_requirements(
    requirements: dict[str, Any], claim_names: set[str], path: FieldPath
) -> Iterator[FieldError]:
    """Mirrors ValidateContainerResourceRequirements, Kubernetes v1.36, pkg/apis/core/validation."""
    return validate_resource_requirements(requirements, validate_container_resource_name, claim_names, path)


def validate_overhead(overhead: dict[str, Any], path: FieldPath) -> Iterator[FieldError]:
    """Mirrors validateOverhead, Kubernetes v1.36, pkg/apis/core/validation.

    sic: it is judged as limits are, and so the errors are at spec.overhead.limits.
    """
    return validate_container_resource_requirements({"limits": overhead}, set(), path)


def validate_resource_requirements(
    requirements: dict[str, Any], name_rule: NameRule, claim_names: set[str], path: FieldPath
) -> Iterator[FieldError]:
    """Mirrors validateResourceRequirements, Kubernetes v1.36, pkg/apis/core/validation."""
    limits, requests = amounts(requirements.get("limits")), amounts(requirements.get("requests"))
    for name, amount in limits.items():
        yield from validate_resource(name, amount, name_rule, path.child("limits"))
    for name, amount in requests.items():
        yield from validate_resource(name, amount, name_rule, path.child("requests"))
        yield from validate_request_against_limit(name, amount, limits.get(name), path)
    names = limits.keys() | requests.keys()
    if any(map(is_huge_page_resource_name, names)) and names.isdisjoint(("cpu", "memory")):
        yield forbidden(path, "Huge pages need a request or limit of cpu or memory, too.")
    if "claims" in requirements:
        yield from validate_resource_claim_names(requirements["claims"], claim_names, path.child("claims"))


def validate_resource(name: str, amount: Quantity, name_rule: NameRule, path: FieldPath) -> Iterator[FieldError]:
    """One entry of the requests or limits at `path`: its name and its amount."""
    at = path.key(name)
    yield from name_rule(name, at)
    yield from validate_resource_quantity_value(name, amount, at)
    if is_huge_page_resource_name(name):
        yield from validate_resource_quantity_huge_page_value(name, amount, at)


def validate_request_against_limit(
    name: str, request: Quantity, limit: Quantity | None, path: FieldPath
) -> Iterator[FieldError]:
    """A request may not exceed its limit, and equals it where the resource cannot be shared out twice.

    Part of validateResourceRequirements. sic: the errors are at the map, not at the resource.
    """
    overcommit = is_overcommit_allowed(name)
    if limit is None:
        if not overcommit:
            yield required(
                path.child("limits"), f"{show(name)} is requested; give it a limit of {show(str(request))}, too."
            )
    elif request > limit or (not overcommit and request != limit):
        wanted = "be at most" if overcommit else "be equal to"
        yield invalid(
            path.child("requests"),
            str(request),
            f"The request of {show(request)} for {show(name)} must {wanted} its limit of {show(limit)}.",
        )
