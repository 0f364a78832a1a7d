"""Clusters that are kept, to test with."""

from __future__ import annotations

import json
from typing import Any

from podbuilder.clusters.models import ClusterSnapshot
from podbuilder.kube.cluster.facts import facts_of
from tests.clusters.support import CLUSTER

TEXT = json.dumps(CLUSTER)
# A pod that fits one of its three nodes, and a workload.
POD = """\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers: [{name: app, image: nginx:1.27, resources: {requests: {cpu: "1"}}}]
"""
DEPLOYMENT = """\
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers: [{name: app, image: nginx:1.27}]
"""


def cluster_of(owner: Any = None, *, team: Any = None, visitor: str = "", name: str = "prod-eu") -> ClusterSnapshot:
    """A kept cluster."""
    cluster = ClusterSnapshot(owner=owner, team=team, visitor=visitor, name=name)
    cluster.hold(facts_of([CLUSTER]))
    cluster.save()
    return cluster
