"""What an autoscaler measures. Mirrors Kubernetes v1.36, pkg/apis/autoscaling/validation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from podbuilder.kube.companions.object_references import validate_cross_version_object_reference
from podbuilder.kube.companions.shared_metadata import name_is_path_segment
from podbuilder.kube.core import quantity
from podbuilder.kube.core.field import FieldError, FieldPath, forbidden, invalid, required
from podbuilder.kube.defaulting.resource_requirements import settle_quantity
from podbuilder.kube.validation.format_errors import validate_dns1123_label
from podbuilder.kube.validation.formats import show
from podbuilder.kube.validation.messages import invalid_for_each, one_of, unsupported
from podbuilder.kube.validation.options import PodOptions
from podbuilder.kube.validation.resources import validate_container_resource_name

Metric = dict[str, Any]
Source = dict[str, Any]

# The field of each type of metric, in the order in which upstream looks at the fields.
FIELDS = {
    "Object": "object",
    "External": "external",
    "Pods": "pods",
    "Resource": "resource",
    "ContainerResource": "containerResource",
}
METRIC_TYPES = tuple(sorted(FIELDS))
TARGET_TYPES = ("Utilization", "Value", "AverageValue")
DEFAULT_METRIC: Metric = {
    "type": "Resource",
    "resource": {"name": "cpu", "target": {"type": "Utilization", "averageUtilization": 80}},
}


def with_quantities(metric: Metric, options: PodOptions) -> Metric:
    """A metric as the server stores it, a new one. Before 1.27 it had no metrics of a container."""
    stored = dict(metric)
    if not options.enabled("HPAContainerMetrics"):
        stored.pop("containerResource", None)
    for field in FIELDS.values():
        if field in stored:
            target = dict(stored[field].get("target", {}))
            settle_quantity(target, "value")
            settle_quantity(target, "averageValue")
            stored[field] = {**stored[field], "target": target}
    return stored


def validate_metrics(
    metrics: list[Metric], least_replicas: int, path: FieldPath, options: PodOptions
) -> Iterator[FieldError]:
    """Mirrors validateMetrics."""
    for i, metric in enumerate(metrics):
        yield from validate_metric(metric, path.index(i), options)
    if least_replicas == 0 and not any(metric.get("type") in ("Object", "External") for metric in metrics):
        yield forbidden(path, "Without pods nothing can be measured in them; add an Object or External metric.")


def validate_metric(metric: Metric, path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors validateMetricSpec. sic: only the first source that is there is looked at,
    and one alone may be another than the type says."""
    kind = metric.get("type", "")
    if not kind:
        yield required(path.child("type"), f"Say what is measured: {one_of(METRIC_TYPES)}.")
    if kind not in FIELDS:
        yield unsupported(path.child("type"), kind, METRIC_TYPES)
    present = [field for field in FIELDS.values() if field in metric]
    for field in present[:1]:
        yield from SOURCES[field](metric[field], path.child(field), options)
    expected = FIELDS.get(kind, "")
    if expected and expected not in present:
        yield required(path.child(expected), f"A metric of the type {kind} is described in {expected}.")
    for field in present if len(present) > 1 else ():
        if field != expected:
            yield forbidden(path.child(field), f"The type says {show(kind)}; remove {field}, or write another entry.")


def validate_object_source(source: Source, path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors validateObjectSource."""
    described = source.get("describedObject", {})
    yield from validate_cross_version_object_reference(described, path.child("describedObject"), False, options)
    yield from validate_metric_identifier(source, path)
    yield from validate_target(source["target"], path.child("target"))
    yield from needs_value(source["target"], path.child("target"))


def validate_external_source(source: Source, path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors validateExternalSource."""
    target, at = source["target"], path.child("target")
    yield from validate_metric_identifier(source, path)
    yield from validate_target(target, at)
    yield from needs_value(target, at)
    if "value" in target and "averageValue" in target:
        yield forbidden(at.child("value"), "The target is either a value or an averageValue; keep one of them.")


def validate_pods_source(source: Source, path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors validatePodsSource."""
    yield from validate_metric_identifier(source, path)
    yield from validate_target(source["target"], path.child("target"))
    if "averageValue" not in source["target"]:
        yield required(path.child("target", "averageValue"), "Write the value that the pods should have on average.")


def validate_resource_source(source: Source, path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors validateResourceSource. sic: any name of a resource will do."""
    if not source.get("name"):
        yield required(path.child("name"), "Write the name of the resource, such as cpu.")
    yield from validate_target(source["target"], path.child("target"))
    yield from needs_one_average(source["target"], path.child("target"))


def validate_container_resource_source(source: Source, path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors validateContainerResourceSource."""
    if source.get("name"):
        yield from validate_container_resource_name(source["name"], path.child("name"))
    else:
        yield required(path.child("name"), "Write the name of the resource, such as cpu.")
    if source.get("container"):
        yield from validate_dns1123_label(source["container"], path.child("container"))
    else:
        yield required(path.child("container"), "Write the name of the container that is measured.")
    yield from validate_target(source["target"], path.child("target"))
    yield from needs_one_average(source["target"], path.child("target"))


def validate_target(target: Source, path: FieldPath) -> Iterator[FieldError]:
    """Mirrors validateMetricTarget. sic: a missing type is invalid as well."""
    kind = target.get("type", "")
    if not kind:
        yield required(path.child("type"), f"Say what the target is: {one_of(TARGET_TYPES)}.")
    if kind not in TARGET_TYPES:
        yield invalid(path.child("type"), kind, f"{show(kind)} is not a type of target; use {one_of(TARGET_TYPES)}.")
    for name in ("value", "averageValue"):
        if name in target and quantity.parse(target[name]).sign <= 0:
            yield invalid(path.child(name), target[name], f"{show(target[name])} is not more than 0; a target must be.")
    share = target.get("averageUtilization", 1)
    if share < 1:
        yield invalid(path.child("averageUtilization"), share, f"{share} per cent are too few; write 1 or more.")


def validate_metric_identifier(source: Source, path: FieldPath) -> Iterator[FieldError]:
    """Mirrors validateMetricIdentifier. sic: its selector is not looked at."""
    name, at = source.get("metric", {}).get("name", ""), path.child("metric", "name")
    if name:
        yield from invalid_for_each(at, name, name_is_path_segment(name, prefix=False))
    else:
        yield required(at, "Write the name of the metric.")


def needs_value(target: Source, path: FieldPath) -> Iterator[FieldError]:
    """A target in absolute numbers, as a whole or for each pod."""
    if "value" not in target and "averageValue" not in target:
        yield required(path.child("averageValue"), "Write the value to reach, as a whole (value) or for each pod.")


def needs_one_average(target: Source, path: FieldPath) -> Iterator[FieldError]:
    """A target for the average of the pods, as an amount or in per cent of their requests."""
    if "averageUtilization" in target and "averageValue" in target:
        yield forbidden(path.child("averageValue"), "The target is either an amount or per cent; keep one of them.")
    elif "averageUtilization" not in target and "averageValue" not in target:
        yield required(path.child("averageUtilization"), "Write the target in per cent of the request, such as 80.")


SOURCES: dict[str, Callable[[Source, FieldPath, PodOptions], Iterator[FieldError]]] = {
    "object": validate_object_source,
    "external": validate_external_source,
    "pods": validate_pods_source,
    "resource": validate_resource_source,
    "containerResource": validate_container_resource_source,
}
