"""Autoscalers of the first version, as the server holds them."""

from __future__ import annotations

from typing import Any

from podbuilder.kube.companions.autoscaler_annotations import BEHAVIOR, METRICS
from podbuilder.kube.companions.autoscaler_conversion import from_v1, is_v1, to_v1
from podbuilder.kube.validation.options import options_for

CPU = {"type": "Resource", "resource": {"name": "cpu", "target": {"type": "Utilization", "averageUtilization": 60}}}
MEMORY = {"type": "Resource", "resource": {"name": "memory", "target": {"type": "AverageValue", "averageValue": "1"}}}
SPEC = {"maxReplicas": 3, "targetCPUUtilizationPercentage": 60}


def held(spec: dict[str, Any], annotations: dict[str, str] | None = None) -> dict[str, Any]:
    return from_v1({"metadata": {"annotations": annotations or {}}, "spec": spec}, options_for("1.36"))


def test_which_are_of_the_first_version() -> None:
    assert is_v1({"apiVersion": "autoscaling/v1"})
    assert not is_v1({"apiVersion": "autoscaling/v2"})
    assert not is_v1({})


def test_there_and_back() -> None:
    assert held(SPEC) == {"maxReplicas": 3, "metrics": [CPU]}
    assert to_v1(held(SPEC)) == SPEC
    assert held({"maxReplicas": 3}) == {"maxReplicas": 3, "metrics": []}


def test_annotations_come_first() -> None:
    memory = '[{"type": "Resource", "resource": {"name": "memory", "targetAverageValue": "1"}}]'
    annotations = {METRICS: memory, BEHAVIOR: '{"ScaleUp": {"SelectPolicy": "Max"}}'}
    found = held(SPEC, annotations)
    assert found == {"maxReplicas": 3, "metrics": [MEMORY, CPU], "behavior": {"scaleUp": {"selectPolicy": "Max"}}}
    assert to_v1(found) == SPEC
    assert to_v1(held({"maxReplicas": 3}, annotations)) == {"maxReplicas": 3}
    share = '[{"type": "Resource", "resource": {"name": "cpu", "targetAverageUtilization": 60}}]'
    assert held(SPEC, {METRICS: share}) == {"maxReplicas": 3, "metrics": [CPU]}
