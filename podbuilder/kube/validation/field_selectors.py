"""What an environment variable or a downward API file may take from the pod: fieldRef and resourceFieldRef."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import Any

from podbuilder.kube import quantity
from podbuilder.kube.field import FieldError, FieldPath, forbidden, invalid, required
from podbuilder.kube.validation import formats
from podbuilder.kube.validation.names import not_supported_value, validate_qualified_name
from podbuilder.kube.validation.options import PodOptions

ENV_FIELD_PATHS = frozenset(
    (
        "metadata.name",
        "metadata.namespace",
        "metadata.uid",
        "spec.nodeName",
        "spec.serviceAccountName",
        "status.hostIP",
        "status.hostIPs",
        "status.podIP",
        "status.podIPs",
    )
)
CONTAINER_RESOURCES = frozenset(
    f"{kind}.{resource}" for kind in ("limits", "requests") for resource in ("cpu", "memory", "ephemeral-storage")
)
HUGE_PAGES_PREFIXES = ("limits.hugepages-", "requests.hugepages-")
CPU_DIVISORS = frozenset(("1m", "1"))
BYTE_DIVISORS = frozenset(
    ("1", "1k", "1M", "1G", "1T", "1P", "1E", "1Ki", "1Mi", "1Gi", "1Ti", "1Pi", "1Ei"),
)
_CONVERTIBLE = (ENV_FIELD_PATHS - {"status.hostIPs"}) | {
    "metadata.annotations",
    "metadata.labels",
    "spec.restartPolicy",
    "spec.schedulerName",
    "status.phase",
}


def validate_object_field_selector(
    selector: dict[str, Any], expressions: Set[str], path: FieldPath, options: PodOptions
) -> Iterator[FieldError]:
    """Mirrors validateObjectFieldSelector, Kubernetes v1.36, pkg/apis/core/validation.

    sic: an error in what stands between the brackets is reported at the selector, not at its fieldPath.
    """
    field_path = selector.get("fieldPath", "")
    if not selector.get("apiVersion"):
        yield required(path.child("apiVersion"), "Write the version of the API that the path belongs to: v1.")
        return
    if not field_path:
        yield required(path.child("fieldPath"), 'Write which field of the pod to take, such as "metadata.name".')
        return
    internal = convert_downward_api_field_label(selector["apiVersion"], field_path, options)
    if internal is None:
        yield invalid(
            path.child("fieldPath"),
            field_path,
            f'{formats.show(field_path)} is not a field that can be taken from a pod; one is "metadata.name".',
        )
        return
    name, subscript = split_maybe_subscripted_path(internal)
    if subscript is None:
        if name not in expressions:
            yield not_supported_value(path.child("fieldPath"), name, expressions)
    elif name == "metadata.annotations":
        yield from validate_qualified_name(formats.go_lower(subscript), path)
    else:
        yield from validate_qualified_name(subscript, path)


def convert_downward_api_field_label(api_version: str, label: str, options: PodOptions) -> str | None:
    """The path as the server knows it, or None. Mirrors ConvertDownwardAPIFieldLabel, v1.36, pkg/apis/core/pods."""
    if api_version != "v1":
        return None
    name, subscript = split_maybe_subscripted_path(label)
    if subscript is not None:
        return label if name in ("metadata.annotations", "metadata.labels") else None
    if label == "spec.host":  # What the oldest clients sent.
        return "spec.nodeName"
    # status.hostIPs is younger than the others.
    if label in _CONVERTIBLE or (label == "status.hostIPs" and options.minor >= 28):
        return label
    return None


def split_maybe_subscripted_path(field_path: str) -> tuple[str, str | None]:
    """`metadata.labels['app']` as its name and what stands in the brackets, None if there are none.

    Mirrors SplitMaybeSubscriptedPath, Kubernetes v1.36, pkg/fieldpath.
    """
    if not field_path.endswith("']"):
        return field_path, None
    name, brackets, subscript = field_path[:-2].partition("['")
    if not brackets or not name:
        return field_path, None
    return name, subscript


def validate_downward_api_host_ips(
    selector: dict[str, Any], path: FieldPath, options: PodOptions
) -> Iterator[FieldError]:
    """Mirrors validateDownwardAPIHostIPs, Kubernetes v1.28 to v1.31, pkg/apis/core/validation."""
    if not options.allow_host_ips_field and selector.get("fieldPath") == "status.hostIPs" and options.minor >= 28:
        yield forbidden(path, f"status.hostIPs cannot be taken in Kubernetes {options.version}; use status.hostIP.")


def validate_container_resource_field_selector(
    selector: dict[str, Any], path: FieldPath, options: PodOptions, volume: bool
) -> Iterator[FieldError]:
    """Mirrors validateContainerResourceFieldSelector, Kubernetes v1.36, pkg/apis/core/validation."""
    resource = selector.get("resource", "")
    if volume and not selector.get("containerName"):
        yield required(path.child("containerName"), "Name the container whose resources the file shall show.")
    elif not resource:
        yield required(path.child("resource"), 'Write which resource to take, such as "limits.memory".')
    elif resource not in CONTAINER_RESOURCES and not (
        options.allow_downward_api_huge_pages and resource.startswith(HUGE_PAGES_PREFIXES)
    ):
        yield not_supported_value(path.child("resource"), resource, CONTAINER_RESOURCES)
    yield from validate_container_resource_divisor(resource, selector.get("divisor", "0"), path)


def validate_container_resource_divisor(resource: str, divisor: str | int, path: FieldPath) -> Iterator[FieldError]:
    """Mirrors validateContainerResourceDivisor, Kubernetes v1.36, pkg/apis/core/validation."""
    amount = quantity.parse(divisor)
    if amount.is_zero:
        return
    if resource in ("limits.cpu", "requests.cpu"):
        allowed = CPU_DIVISORS
    elif resource in CONTAINER_RESOURCES or resource.startswith(HUGE_PAGES_PREFIXES):
        allowed = BYTE_DIVISORS
    else:
        return
    if amount.canonical() not in allowed:
        example = "1m or 1" if allowed is CPU_DIVISORS else "1, 1Ki, 1Mi or 1Gi"
        yield invalid(
            path.child("divisor"), divisor, f"{resource} cannot be divided by {formats.show(divisor)}; use {example}."
        )
