"""Features that nodes declare. Mirrors NodeDeclaredFeatures, Kubernetes v1.36, pkg/scheduler/framework/plugins."""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.cluster.scheduling.cluster_state import ClusterState
from podbuilder.kube.cluster.scheduling.node_info import NodeInfo
from podbuilder.kube.cluster.scheduling.plugin import Plugin
from podbuilder.kube.cluster.scheduling.pod_info import PodInfo
from podbuilder.kube.cluster.scheduling.status import Status, unresolvable


class NodeDeclaredFeatures(Plugin):
    """What a pod needs of newer kubelets must be among the features that the node says it has."""

    NAME = "NodeDeclaredFeatures"

    def __init__(self, pod: PodInfo, cluster: ClusterState) -> None:
        super().__init__(pod, cluster)
        self._needed = frozenset(_needed_features(pod))

    @property
    def is_needed(self) -> bool:
        return bool(self._needed) and self.cluster.enabled("NodeDeclaredFeatures")

    def check(self, node: NodeInfo) -> Status | None:
        if self._needed <= node.features:
            return None
        return unresolvable("node(s) didn't match Pod's required features")


def _needed_features(pod: PodInfo) -> Iterator[str]:
    """Mirrors InferForScheduling of component-helpers/nodedeclaredfeatures/features."""
    if pod.spec.get("hostNetwork") and pod.spec.get("hostUsers") is False:
        yield "UserNamespacesHostNetworkSupport"
    for container in (*(pod.spec.get("containers") or ()), *(pod.spec.get("initContainers") or ())):
        if any(rule.get("action") == "RestartAllContainers" for rule in container.get("restartPolicyRules") or ()):
            yield "RestartAllContainersOnContainerExits"
