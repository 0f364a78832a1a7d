"""A node with the pods that have it: what is left of it, and what is taken.

Mirrors NodeInfo and HostPortInfo of the scheduler's framework, Kubernetes v1.36.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from podbuilder.kube.cluster.scheduling.amounts import Counts, node_counts
from podbuilder.kube.cluster.scheduling.matchers import Labels
from podbuilder.kube.cluster.scheduling.pod_info import ANY_ADDRESS, HostPort, PodInfo


class NodeInfo:
    """A node and its pods. A copy can lose and gain pods without changing this one."""

    def __init__(self, node: Mapping[str, Any]) -> None:
        metadata, spec = node.get("metadata") or {}, node.get("spec") or {}
        self.node = node
        self.name = str(metadata.get("name", ""))
        self.labels: Labels = metadata.get("labels") or {}
        self.taints: Sequence[Mapping[str, Any]] = spec.get("taints") or ()
        self.is_unschedulable = bool(spec.get("unschedulable"))
        self.allocatable: Counts = node_counts(node)
        self.features = frozenset((node.get("status") or {}).get("declaredFeatures") or ())
        self.pods: list[PodInfo] = []
        self.requested: Counts = {}
        self.used_ports: set[HostPort] = set()
        self.with_anti_affinity: list[PodInfo] = []

    def add(self, pod: PodInfo) -> None:
        """The pod now has this node. Mirrors AddPodInfo."""
        self.pods.append(pod)
        requested = self.requested
        for name, amount in pod.taken.items():
            requested[name] = requested.get(name, 0) + amount
        if pod.host_ports:
            self.used_ports.update(pod.host_ports)
        if pod.anti_affinity_terms:
            self.with_anti_affinity.append(pod)

    def remove(self, pod: PodInfo) -> None:
        """The pod is gone from this node. Mirrors RemovePod.

        sic: ports are not counted, so they become free although another pod may have taken the same.
        """
        self.pods.remove(pod)
        if pod.anti_affinity_terms:
            self.with_anti_affinity.remove(pod)
        for name, amount in pod.taken.items():
            self.requested[name] -= amount
        if pod.host_ports:
            self.used_ports.difference_update(pod.host_ports)

    def copy(self) -> NodeInfo:
        """The same node, whose pods can come and go by themselves."""
        other = object.__new__(NodeInfo)
        other.__dict__.update(self.__dict__)
        other.pods, other.requested = list(self.pods), dict(self.requested)
        other.used_ports, other.with_anti_affinity = set(self.used_ports), list(self.with_anti_affinity)
        return other

    def has_port(self, wanted: HostPort) -> bool:
        """Whether a pod has taken the port already. Mirrors CheckConflict."""
        return any(
            used.port == wanted.port
            and used.protocol == wanted.protocol
            and (used.ip == wanted.ip or ANY_ADDRESS in (used.ip, wanted.ip))
            for used in self.used_ports
        )
