"""The node that a pod names. Mirrors NodeName, Kubernetes v1.36, pkg/scheduler/framework/plugins."""

from __future__ import annotations

from podbuilder.kube.cluster.scheduling.node_info import NodeInfo
from podbuilder.kube.cluster.scheduling.plugin import Plugin
from podbuilder.kube.cluster.scheduling.status import Status, unresolvable


class NodeName(Plugin):
    """A pod with spec.nodeName fits that node alone; the scheduler itself never sees one."""

    NAME = "NodeName"

    def check(self, node: NodeInfo) -> Status | None:
        if self.pod.spec.get("nodeName") in (None, "", node.name):
            return None
        return unresolvable("node(s) didn't match the requested node name")
