"""Devices that a pod claims. Mirrors DynamicResources, Kubernetes v1.36, pkg/scheduler/framework/plugins."""

from __future__ import annotations

from podbuilder.kube.cluster.scheduling.cluster_state import ClusterState
from podbuilder.kube.cluster.scheduling.node_info import NodeInfo
from podbuilder.kube.cluster.scheduling.plugin import Plugin
from podbuilder.kube.cluster.scheduling.pod_info import PodInfo
from podbuilder.kube.cluster.scheduling.resource_claims import MissingClaim, claims_of
from podbuilder.kube.cluster.scheduling.status import NotJudged, Status


class DynamicResources(Plugin):
    """Every claim of the pod must be allocated, or be allocatable, with devices that the node reaches."""

    NAME = "DynamicResources"

    @staticmethod
    def is_on(cluster: ClusterState) -> bool:
        """Whether the scheduler has the plugin at all."""
        return cluster.enabled("DynamicResourceAllocation")

    @staticmethod
    def concerns(pod: PodInfo) -> bool:
        """Whether the pod has claims that could be given back."""
        return bool(pod.spec.get("resourceClaims"))

    def prepare(self) -> Status | None:
        if self.is_needed:
            raise NotJudged("Claims for devices are not judged yet.")
        return None

    @property
    def is_needed(self) -> bool:
        return self.is_on(self.cluster) and bool(self.pod.spec.get("resourceClaims"))

    def check(self, node: NodeInfo) -> Status | None:
        return None


def lacks_claim(pod: PodInfo, cluster: ClusterState) -> bool:
    """Whether the pod never comes to be tried, for want of a claim. Mirrors PreEnqueue."""
    if not DynamicResources.is_on(cluster):
        return False
    try:
        claims_of(pod, cluster)
    except MissingClaim:
        return True
    return False
