"""What is left of a node. Mirrors NodeResourcesFit, Kubernetes v1.36, pkg/scheduler/framework/plugins/noderesources."""

from __future__ import annotations

from podbuilder.kube.cluster.scheduling.amounts import PODS, Counts
from podbuilder.kube.cluster.scheduling.cluster_state import ClusterState
from podbuilder.kube.cluster.scheduling.device_classes import class_of_resource
from podbuilder.kube.cluster.scheduling.node_info import NodeInfo
from podbuilder.kube.cluster.scheduling.plugin import Plugin
from podbuilder.kube.cluster.scheduling.pod_info import PodInfo
from podbuilder.kube.cluster.scheduling.status import Code, Status

# These a node has, whatever its kubelet says of other resources.
_BASIC = ("cpu", "memory", "ephemeral-storage")


class NodeResourcesFit(Plugin):
    """The pod's requests must fit beside those of the node's pods; all that is short is named."""

    NAME = "NodeResourcesFit"

    def __init__(self, pod: PodInfo, cluster: ClusterState) -> None:
        super().__init__(pod, cluster)
        self._wanted = list(_asked_for(pod.requests, cluster).items())
        # What a node's kubelet does not offer may come from devices of a class, which DynamicResources looks for.
        self._from_classes = {name for name, _ in self._wanted if class_of_resource(cluster, name)}

    def check(self, node: NodeInfo) -> Status | None:
        allocatable, requested = node.allocatable, node.requested
        reasons = ["Too many pods"] if len(node.pods) + 1 > allocatable.get(PODS, 0) else []
        is_too_large = False
        for name, amount in self._wanted:
            capacity = allocatable.get(name, 0)
            if amount <= capacity - requested.get(name, 0) or (name in self._from_classes and capacity <= 0):
                continue
            reasons.append(f"Insufficient {name}")
            is_too_large = is_too_large or amount > capacity
        if not reasons:
            return None
        never = is_too_large and self.cluster.holds("TooLargeIsForGood")
        return Status(Code.UNRESOLVABLE if never else Code.UNSCHEDULABLE, tuple(reasons))


def _asked_for(requests: Counts, cluster: ClusterState) -> Counts:
    """What must be left of a node: as a rule no more than is really asked for. Mirrors fitsRequest."""
    named = {name: amount for name, amount in requests.items() if name != PODS}
    wanted = {name: amount for name, amount in named.items() if amount > 0}
    if cluster.holds("ZeroOfExtendedIsShort"):
        wanted = {name: amount for name, amount in named.items() if amount > 0 or name not in _BASIC}
    # sic: a pod that asks for anything at all finds no room where more is taken than there is.
    if cluster.holds("ZeroIsShort") and any(amount > 0 or name not in _BASIC for name, amount in named.items()):
        wanted = dict.fromkeys(_BASIC, 0) | wanted
    return wanted
