"""What every filter of the scheduler is: a question about one pod, first of all nodes together, then of each.

Mirrors PreFilterPlugin, PreFilterExtensions and FilterPlugin of k8s.io/kube-scheduler/framework, Kubernetes v1.36.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import ClassVar, Self

from podbuilder.kube.cluster.scheduling.cluster_state import ClusterState
from podbuilder.kube.cluster.scheduling.node_info import NodeInfo
from podbuilder.kube.cluster.scheduling.pod_info import PodInfo
from podbuilder.kube.cluster.scheduling.status import Status


class Plugin(ABC):
    """One filter at work on one pod. What it finds out beforehand is its state, which preemption copies and changes."""

    NAME: ClassVar[str]

    def __init__(self, pod: PodInfo, cluster: ClusterState) -> None:
        self.pod = pod
        self.cluster = cluster

    def prepare(self) -> Status | None:
        """Look at the cluster as a whole: a refusal ends the attempt before any node is tried. Mirrors PreFilter."""
        return None

    @property
    def is_needed(self) -> bool:
        """Whether nodes must be asked at all, once it is prepared. Mirrors the status Skip."""
        return True

    @property
    def node_names(self) -> frozenset[str] | None:
        """The only nodes that can be right, if that is known beforehand. Mirrors PreFilterResult."""
        return None

    @abstractmethod
    def check(self, node: NodeInfo) -> Status | None:
        """Refuse a node, or let it pass. Mirrors Filter."""


class PodFollower(Plugin):
    """A filter whose state depends on which pod has which node. Mirrors PreFilterExtensions."""

    @abstractmethod
    def add(self, pod: PodInfo, node: NodeInfo) -> None:
        """Another pod is on the node now. Mirrors AddPod."""

    @abstractmethod
    def remove(self, pod: PodInfo, node: NodeInfo) -> None:
        """Another pod is no longer on the node. Mirrors RemovePod."""

    @abstractmethod
    def copy(self) -> Self:
        """The same with a state of its own. Mirrors Clone."""
