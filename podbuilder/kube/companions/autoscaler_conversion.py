"""An autoscaler of autoscaling/v1 as the server's own type, and back. Mirrors pkg/apis/autoscaling/v1, v1.36."""

from __future__ import annotations

from typing import Any

from podbuilder.kube.companions.autoscaler_annotations import annotated
from podbuilder.kube.core import document as documents
from podbuilder.kube.core.field import ROOT, Document
from podbuilder.kube.validation.options import PodOptions

Spec = dict[str, Any]

V1 = "autoscaling/v1"
UTILIZATION = "targetCPUUtilizationPercentage"
_RESOURCE = ROOT.child("resource")


def is_v1(document: Document) -> bool:
    """Whether the autoscaler is written as autoscaling/v1."""
    return document.get("apiVersion") == V1


def from_v1(document: Document, options: PodOptions) -> Spec:
    """The spec with its share of the CPU as a metric, behind those that annotations have."""
    spec, found = document.get("spec", {}), annotated(document, options)
    rest = {name: value for name, value in spec.items() if name != UTILIZATION}
    metrics = found.pop("metrics", [])
    if UTILIZATION in spec:
        target = {"type": "Utilization", "averageUtilization": spec[UTILIZATION]}
        share = {"type": "Resource", "resource": {"name": "cpu", "target": target}}
        metrics = metrics if share in metrics else [*metrics, share]
    return {**rest, **found, "metrics": metrics}


def to_v1(spec: Spec) -> Spec:
    """A spec as autoscaling/v1 writes it, which has room for the share of the CPU; the rest stays in annotations."""
    rest = {name: value for name, value in spec.items() if name not in ("metrics", "behavior")}
    shares = [
        documents.get(metric, _RESOURCE.child("target", "averageUtilization"))
        for metric in spec["metrics"]
        if metric.get("type") == "Resource" and documents.get(metric, _RESOURCE.child("name")) == "cpu"
    ]
    share = next((each for each in shares if each is not None), None)
    return rest if share is None else {**rest, UTILIZATION: share}
