"""What autoscalers of the first version have in annotations."""

from __future__ import annotations

import json
from typing import Any

import pytest

from podbuilder.kube.companions.autoscaler_annotations import BEHAVIOR, METRICS, annotated
from podbuilder.kube.validation.options import options_for

CPU = {"type": "Resource", "resource": {"name": "cpu", "target": {"type": "Utilization", "averageUtilization": 60}}}
POLICY = {"type": "Pods", "value": 1, "periodSeconds": 60}
# What stands in the annotation of metrics, and what it means in the second version.
READ: dict[str, tuple[Any, Any]] = {
    "a share of a resource": (
        [{"type": "Resource", "resource": {"name": "cpu", "targetAverageUtilization": 60}}],
        [CPU],
    ),
    "letters of any case, and fields that are not known": (
        [{"Type": "Resource", "RESOURCE": {"Name": "cpu", "targetaverageutilization": 60, "x": 1}, "y": 1}],
        [CPU],
    ),
    "an amount of a container": (
        [{"type": "ContainerResource", "containerResource": {"container": "app", "targetAverageValue": "1"}}],
        [
            {
                "type": "ContainerResource",
                "containerResource": {"container": "app", "target": {"type": "AverageValue", "averageValue": "1"}},
            }
        ],
    ),
    "pods without an amount": (
        [{"type": "Pods", "pods": {"metricName": "hits", "selector": {"matchLabels": {"a": "b"}}}}],
        [
            {
                "type": "Pods",
                "pods": {
                    "metric": {"name": "hits", "selector": {"matchLabels": {"a": "b"}}},
                    "target": {"type": "AverageValue", "averageValue": "0"},
                },
            }
        ],
    ),
    "something outside": (
        [{"external": {"metricName": "a", "targetValue": 1}}, {"external": {"targetAverageValue": 2}}],
        [
            {"external": {"metric": {"name": "a"}, "target": {"type": "Value", "value": 1}}},
            {"external": {"target": {"type": "AverageValue", "averageValue": 2}}},
        ],
    ),
    "nothing in between": ([None, {"object": None}], [{}, {}]),
    "an empty list": ([], None),
    "null": (None, None),
    "no list": ({"type": "Pods"}, None),
    "a number for a metric": ([1], None),
    "a number for a source": ([{"pods": 1}], None),
    "a number for a name": ([{"pods": {"metricName": 1}}], None),
    "an amount that is none": ([{"object": {"targetValue": "much", "averageValue": 1}}], None),
    "an amount that is an object": ([{"object": {"targetValue": {}, "averageValue": 1}}], None),
}


def read(annotations: dict[str, str], version: str = "1.36") -> dict[str, Any]:
    return annotated({"metadata": {"annotations": annotations}}, options_for(version))


@pytest.mark.parametrize(("written", "metrics"), READ.values(), ids=READ)
def test_metrics(written: Any, metrics: Any) -> None:
    assert read({METRICS: json.dumps(written)}).get("metrics") == metrics


@pytest.mark.parametrize(
    ("source", "version", "target"),
    [
        ({}, "1.36", {"type": "Value", "value": "0"}),
        ({"targetValue": 5}, "1.36", {"type": "Value", "value": 5}),
        ({"averageValue": 1}, "1.36", {"type": "AverageValue", "averageValue": 1}),
        ({"averageValue": 1, "targetValue": 5}, "1.36", {"type": "AverageValue", "averageValue": 1, "value": 5}),
        ({"averageValue": 1}, "1.35", {"type": "AverageValue", "averageValue": 1, "value": "0"}),
    ],
)
def test_targets_of_objects(source: dict[str, Any], version: str, target: dict[str, Any]) -> None:
    written = json.dumps([{"type": "Object", "object": {**source, "target": {"kind": "Service", "name": "web"}}}])
    (metric,) = read({METRICS: written}, version)["metrics"]
    assert metric["object"] == {"describedObject": {"kind": "Service", "name": "web"}, "target": target}


BEHAVIORS: dict[str, tuple[Any, Any]] = {
    "a side with its rules": (
        {"ScaleUp": {"SelectPolicy": "Max", "Policies": [{"Type": "Pods", "Value": 1, "PeriodSeconds": 60}]}},
        {"scaleUp": {"selectPolicy": "Max", "policies": [POLICY]}},
    ),
    "a side without rules": ({"scaledown": {}, "ScaleUp": None}, {"scaleDown": {}}),
    "a policy that is null": ({"ScaleUp": {"Policies": [None]}}, {"scaleUp": {"policies": [{}]}}),
    "nothing": ({}, None),
    "no object": ([], None),
    "a text for a side": ({"ScaleUp": "fast"}, None),
    "a text for a number": ({"ScaleUp": {"StabilizationWindowSeconds": "1"}}, None),
}


@pytest.mark.parametrize(("written", "behavior"), BEHAVIORS.values(), ids=BEHAVIORS)
def test_behavior(written: Any, behavior: Any) -> None:
    assert read({BEHAVIOR: json.dumps(written)}).get("behavior") == behavior


@pytest.mark.parametrize("text", ["", "[", "[" * 100_000])
def test_what_cannot_be_read(text: str) -> None:
    assert read({METRICS: text, BEHAVIOR: text}) == {}


def test_no_annotations() -> None:
    assert annotated({"metadata": {}}, options_for("1.36")) == {}
