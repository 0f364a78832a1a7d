"""Ports of the node that are taken. Mirrors NodePorts, Kubernetes v1.36, pkg/scheduler/framework/plugins."""

from __future__ import annotations

from podbuilder.kube.cluster.scheduling.node_info import NodeInfo
from podbuilder.kube.cluster.scheduling.plugin import Plugin
from podbuilder.kube.cluster.scheduling.status import Status, unschedulable


class NodePorts(Plugin):
    """A host port is free if no pod of the node has it with the same protocol, at the same address or at all."""

    NAME = "NodePorts"

    @property
    def is_needed(self) -> bool:
        return bool(self.pod.host_ports)

    def check(self, node: NodeInfo) -> Status | None:
        if any(node.has_port(each) for each in self.pod.host_ports):
            return unschedulable("node(s) didn't have free ports for the requested pod ports")
        return None
