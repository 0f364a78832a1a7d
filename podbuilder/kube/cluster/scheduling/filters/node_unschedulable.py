"""Nodes that are cordoned. Mirrors NodeUnschedulable, Kubernetes v1.36, pkg/scheduler/framework/plugins."""

from __future__ import annotations

from podbuilder.kube.cluster.scheduling.node_info import NodeInfo
from podbuilder.kube.cluster.scheduling.plugin import Plugin
from podbuilder.kube.cluster.scheduling.status import Status, unresolvable
from podbuilder.kube.cluster.scheduling.taints import NO_SCHEDULE, tolerates

_CORDONED = {"key": "node.kubernetes.io/unschedulable", "effect": NO_SCHEDULE}


class NodeUnschedulable(Plugin):
    """The node's own field decides, whether or not its taint is there, unless the pod tolerates that taint."""

    NAME = "NodeUnschedulable"

    def check(self, node: NodeInfo) -> Status | None:
        if node.is_unschedulable and not any(tolerates(each, _CORDONED) for each in self.pod.tolerations):
            return unresolvable("node(s) were unschedulable")
        return None
