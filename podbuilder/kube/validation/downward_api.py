"""Fields and resources of the pod that a variable or a file can show: fieldRef and resourceFieldRef."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from podbuilder.kube.core import quantity
from podbuilder.kube.core.field import FieldError, FieldPath, invalid, not_supported, required
from podbuilder.kube.validation.format_errors import validate_qualified_name
from podbuilder.kube.validation.formats import go_lower, show
from podbuilder.kube.validation.messages import one_of
from podbuilder.kube.validation.options import PodOptions

CONTAINER_RESOURCES = (
    "limits.cpu",
    "limits.memory",
    "limits.ephemeral-storage",
    "requests.cpu",
    "requests.memory",
    "requests.ephemeral-storage",
)
HUGE_PAGES_PREFIXES = ("requests.hugepages-", "limits.hugepages-")
CPU_DIVISORS = ("1m", "1")
BYTE_DIVISORS = ("1", "1k", "1M", "1G", "1T", "1P", "1E", "1Ki", "1Mi", "1Gi", "1Ti", "1Pi", "1Ei")

# What a fieldRef may name in general; whether it may do so here is checked later.
_FIELD_LABELS = frozenset(
    {
        "metadata.annotations",
        "metadata.labels",
        "metadata.name",
        "metadata.namespace",
        "metadata.uid",
        "spec.nodeName",
        "spec.restartPolicy",
        "spec.serviceAccountName",
        "spec.schedulerName",
        "status.phase",
        "status.hostIP",
        "status.hostIPs",
        "status.podIP",
        "status.podIPs",
    }
)
_SUBSCRIPTED = ("metadata.annotations", "metadata.labels")


def validate_object_field_selector(
    selector: Mapping[str, Any], expressions: Collection[str], path: FieldPath, options: PodOptions
) -> Iterator[FieldError]:
    """Mirrors validateObjectFieldSelector, Kubernetes v1.36, pkg/apis/core/validation.

    Defaulting has already set a missing apiVersion to "v1".
    """
    version, field_path = selector.get("apiVersion", "v1"), selector.get("fieldPath", "")
    if not field_path:
        yield required(path.child("fieldPath"), 'Name a field of the pod, such as "metadata.name".')
        return
    label = convert_downward_api_field_label(version, field_path, options)
    if label is None:
        found = f"{show(field_path)} of {show(version)} is not a field that can be shown"
        yield invalid(path.child("fieldPath"), field_path, f"{found}; use {one_of(sorted(expressions))}.")
        return
    name, subscript = split_maybe_subscripted_path(label)
    if subscript is not None:
        # sic: these errors are at the fieldRef, not at its fieldPath. An annotation's key may have capitals.
        key = go_lower(subscript) if name == "metadata.annotations" else subscript
        yield from validate_qualified_name(key, path)
    elif name not in expressions:
        found = f"{show(field_path)} cannot be shown here"
        yield not_supported(path.child("fieldPath"), field_path, f"{found}; use {one_of(sorted(expressions))}.")


def convert_downward_api_field_label(version: str, label: str, options: PodOptions) -> str | None:
    """The name that the server knows a field by, or None if it knows no such field.

    Mirrors ConvertDownwardAPIFieldLabel, Kubernetes v1.36, pkg/apis/core/pods.
    """
    if version != "v1":
        return None
    name, subscript = split_maybe_subscripted_path(label)
    if subscript is not None:
        return label if name in _SUBSCRIPTED else None
    if label == "status.hostIPs" and options.minor < 28:
        return None
    if label in _FIELD_LABELS:
        return label
    return "spec.nodeName" if label == "spec.host" else None


def split_maybe_subscripted_path(field_path: str) -> tuple[str, str | None]:
    """`metadata.labels['app']` as its name and its key; the key is None where there is none.

    Mirrors SplitMaybeSubscriptedPath, Kubernetes v1.36, pkg/fieldpath.
    """
    name, bracket, key = field_path.removesuffix("']").partition("['")
    if not field_path.endswith("']") or not bracket or not name:
        return field_path, None
    return name, key


def validate_container_resource_field_selector(
    selector: Mapping[str, Any], path: FieldPath, volume: bool
) -> Iterator[FieldError]:
    """A file (`volume`) must say which container it means; a variable means its own.

    Mirrors validateContainerResourceFieldSelector, Kubernetes v1.36, pkg/apis/core/validation.
    """
    resource = selector.get("resource", "")
    if volume and not selector.get("containerName"):
        yield required(path.child("containerName"), "Name the container whose resource the file shows.")
    elif not resource:
        yield required(path.child("resource"), 'Name a resource, such as "limits.memory".')
    elif resource not in CONTAINER_RESOURCES and not resource.startswith(HUGE_PAGES_PREFIXES):
        wanted = f'use {one_of(CONTAINER_RESOURCES)}, or huge pages such as "limits.hugepages-2Mi"'
        yield not_supported(path.child("resource"), resource, f"{show(resource)} cannot be shown; {wanted}.")
    yield from validate_container_resource_divisor(resource, selector.get("divisor", "0"), path)


def validate_container_resource_divisor(resource: str, divisor: Any, path: FieldPath) -> Iterator[FieldError]:
    """Mirrors validateContainerResourceDivisor, Kubernetes v1.36, pkg/apis/core/validation."""
    parsed = quantity.parse(divisor)
    if parsed.is_zero:
        return
    if resource in ("limits.cpu", "requests.cpu"):
        allowed: tuple[str, ...] = CPU_DIVISORS
    elif resource in CONTAINER_RESOURCES or resource.startswith(HUGE_PAGES_PREFIXES):
        allowed = BYTE_DIVISORS
    else:
        return
    if parsed.canonical() not in allowed:
        found = f"{show(divisor)} is not a divisor of {resource}"
        yield invalid(path.child("divisor"), divisor, f"{found}; use {one_of(allowed)}.")
