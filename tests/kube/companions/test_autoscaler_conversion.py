"""Autoscalers of the first version, as the server holds them."""

from __future__ import annotations

from podbuilder.kube.companions.autoscaler_conversion import from_v1, is_v1, to_v1

METRIC = {"type": "Resource", "resource": {"name": "cpu", "target": {"type": "Utilization", "averageUtilization": 60}}}


def test_which_are_of_the_first_version() -> None:
    assert is_v1({"apiVersion": "autoscaling/v1"})
    assert not is_v1({"apiVersion": "autoscaling/v2"})
    assert not is_v1({})


def test_there_and_back() -> None:
    spec = {"maxReplicas": 3, "targetCPUUtilizationPercentage": 60}
    assert from_v1(spec) == {"maxReplicas": 3, "metrics": [METRIC]}
    assert to_v1(from_v1(spec)) == spec
    assert from_v1({"maxReplicas": 3}) == {"maxReplicas": 3}
