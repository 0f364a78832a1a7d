"""What an autoscaler of autoscaling/v1 has in annotations: its other metrics, and how fast it adds and removes pods.

Mirrors the conversion in pkg/apis/autoscaling/v1, Kubernetes v1.36, which reads them as Go reads JSON.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from podbuilder.kube.catalogue.schemas import API
from podbuilder.kube.core import document as documents
from podbuilder.kube.core import quantity
from podbuilder.kube.core.field import ROOT, Document, ErrorType
from podbuilder.kube.decoding import decode_wrapper
from podbuilder.kube.validation.options import PodOptions

Places = Mapping[str, tuple[str, ...]]

METRICS = "autoscaling.alpha.kubernetes.io/metrics"
BEHAVIOR = "autoscaling.alpha.kubernetes.io/behavior"
V2 = f"{API}autoscaling.v2.HorizontalPodAutoscaler"
# Names in lower case, as letters' case does not count, and where they stand in autoscaling/v2.
_METRIC: Places = {
    name.lower(): (name,) for name in ("type", "object", "pods", "resource", "containerResource", "external")
}
_VALUE, _AVERAGE, _SHARE = (("target", name) for name in ("value", "averageValue", "averageUtilization"))
_IDENTIFIER: Places = {"metricname": ("metric", "name"), "selector": ("metric", "selector")}
_RESOURCE: Places = {"name": ("name",), "targetaverageutilization": _SHARE, "targetaveragevalue": _AVERAGE}
_SOURCES: dict[str, Places] = {
    "object": {**_IDENTIFIER, "target": ("describedObject",), "targetvalue": _VALUE, "averagevalue": _AVERAGE},
    "pods": {**_IDENTIFIER, "targetaveragevalue": _AVERAGE},
    "resource": _RESOURCE,
    "containerResource": {**_RESOURCE, "container": ("container",)},
    "external": {
        "metricname": ("metric", "name"),
        "metricselector": ("metric", "selector"),
        "targetvalue": _VALUE,
        "targetaveragevalue": _AVERAGE,
    },
}
_SIDES: Places = {"scaleup": ("scaleUp",), "scaledown": ("scaleDown",)}
_RULES: Places = {
    name.lower(): (name,) for name in ("stabilizationWindowSeconds", "selectPolicy", "policies", "tolerance")
}
_POLICY: Places = {name.lower(): (name,) for name in ("type", "value", "periodSeconds")}


def annotated(document: Document, options: PodOptions) -> Document:
    """The metrics and the behavior that annotations have, as parts of a spec of autoscaling/v2.

    What cannot be read counts as absent.
    """
    annotations = document["metadata"].get("annotations", {})
    metrics, behavior = _read(annotations.get(METRICS)), _read(annotations.get(BEHAVIOR))
    found: Document = {}
    if isinstance(metrics, list):
        found["metrics"] = [_metric(each, options) for each in metrics]
    if isinstance(behavior, dict):
        found["behavior"] = _behavior(behavior)
    decoded = {name: _decoded(name, value, options) for name, value in found.items()}
    return {name: value for name, value in decoded.items() if value}


def _read(text: str | None) -> Any:
    try:
        return json.loads(text or "null")
    except (ValueError, RecursionError):
        return None


def _decoded(name: str, value: Any, options: PodOptions) -> Any:
    """The part as the decoder reads it, None if a value is of another type than its field."""
    decoded = decode_wrapper({"spec": {name: value}}, options.version, V2)
    is_refused = any(error.type is ErrorType.TYPE_INVALID for error in decoded.errors)
    return None if is_refused else decoded.document["spec"][name]


def _placed(value: Any, places: Places) -> Any:
    """An object with its fields at other places; whatever else stands there is left for the decoder to refuse."""
    if not isinstance(value, dict):
        return value
    placed: Any = {}
    for name, each in value.items():
        if name.lower() in places and each is not None:
            placed = documents.assign(placed, places[name.lower()], each)
    return placed


def _metric(given: Any, options: PodOptions) -> Any:
    metric = _placed({} if given is None else given, _METRIC)
    for field, places in _SOURCES.items() if isinstance(metric, dict) else ():
        if field in metric:
            source = _placed(metric[field], places)
            metric[field] = _with_target(field, source, options) if isinstance(source, dict) else source
    return metric


def _with_target(field: str, source: Document, options: PodOptions) -> Document:
    """A source whose target says what it is. Amounts that are no pointers in Go are 0 where they are absent."""
    target = dict(source.get("target", {}))
    if field == "pods":
        target = {"type": "AverageValue", "averageValue": "0", **target}
    elif field == "object":
        value = target.pop("value", "0")
        target["type"] = "AverageValue" if "averageValue" in target else "Value"
        # sic: before 1.36 the 0 of an absent value was kept beside an average, and refused.
        if target["type"] == "Value" or options.minor < 36 or not _is_zero(value):
            target["value"] = value
    elif field == "external":
        target["type"] = "Value" if "value" in target else "AverageValue"
    else:
        target["type"] = "Utilization" if "averageUtilization" in target else "AverageValue"
    return {**source, "target": target}


def _is_zero(value: Any) -> bool:
    try:
        return isinstance(value, str | int | float) and quantity.parse(value).is_zero
    except quantity.QuantityError:
        return False


def _behavior(given: Document) -> Document:
    """sic: it is written with the names of the server's own type, which begin with capitals."""
    sides: Document = _placed(given, _SIDES)
    for side, rules in sides.items():
        placed = _placed(rules, _RULES)
        policies = documents.listed(placed, ROOT.child("policies"))
        sides[side] = {**placed, "policies": [_placed(each, _POLICY) for each in policies]} if policies else placed
    return sides
