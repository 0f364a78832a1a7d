"""An autoscaler of autoscaling/v1 as the server's own type, and back. Mirrors pkg/apis/autoscaling/v1, v1.36."""

from __future__ import annotations

from typing import Any

from podbuilder.kube.core.field import Document

Spec = dict[str, Any]

V1 = "autoscaling/v1"
UTILIZATION = "targetCPUUtilizationPercentage"


def is_v1(document: Document) -> bool:
    """Whether the autoscaler is written as autoscaling/v1."""
    return document.get("apiVersion") == V1


def from_v1(spec: Spec) -> Spec:
    """The spec with its share of the CPU as a metric."""
    rest = {name: value for name, value in spec.items() if name != UTILIZATION}
    if UTILIZATION not in spec:
        return rest
    target = {"type": "Utilization", "averageUtilization": spec[UTILIZATION]}
    return {**rest, "metrics": [{"type": "Resource", "resource": {"name": "cpu", "target": target}}]}


def to_v1(spec: Spec) -> Spec:
    """A spec whose only metric is a share of the CPU, as autoscaling/v1 writes it."""
    rest = {name: value for name, value in spec.items() if name != "metrics"}
    return {**rest, UTILIZATION: spec["metrics"][0]["resource"]["target"]["averageUtilization"]}
