"""How many pods a workload keeps."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.core.versions import DEFAULT
from podbuilder.kube.insight.replica_count import replica_count

DEPLOYMENT = {"apiVersion": "apps/v1", "kind": "Deployment"}


@pytest.mark.parametrize(
    ("whole", "count"),
    [
        ({}, None),
        ({"apiVersion": "v1", "kind": "Pod"}, None),
        ({"apiVersion": "apps/v1", "kind": "DaemonSet", "spec": {"replicas": 3}}, None),
        ({"apiVersion": "batch/v1", "kind": "Job", "spec": {}}, None),
        ({"apiVersion": "x.io/v1", "kind": "Deployment", "spec": {"replicas": 3}}, None),
        ({**DEPLOYMENT, "spec": {"replicas": "3"}}, None),
        (DEPLOYMENT, 1),
        ({**DEPLOYMENT, "spec": {"replicas": None}}, 1),
        ({**DEPLOYMENT, "spec": {"replicas": 0}}, 0),
        ({"apiVersion": "v1", "kind": "ReplicationController", "spec": {"replicas": 3}}, 3),
    ],
)
def test_the_number(whole: dict[str, Any], count: int | None) -> None:
    assert replica_count(whole, DEFAULT) == count
