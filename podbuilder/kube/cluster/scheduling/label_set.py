"""Pods with the same labels in the same namespace: whatever asks for labels is asked once for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podbuilder.kube.cluster.scheduling.matchers import Labels

if TYPE_CHECKING:
    from podbuilder.kube.cluster.scheduling.node_info import NodeInfo


class LabelSet:
    """A namespace and labels, and the nodes that have pods with them; two are the same only if they are one object."""

    __slots__ = ("labels", "lasting", "namespace", "on")

    def __init__(self, namespace: str, labels: Labels) -> None:
        self.namespace = namespace
        self.labels = labels
        # How many of the pods a node has, and how many of these are not being deleted.
        self.on: dict[NodeInfo, int] = {}
        self.lasting: dict[NodeInfo, int] = {}

    def count(self, node: NodeInfo, is_terminating: bool) -> None:
        """One more of the pods is on a node."""
        self.on[node] = self.on.get(node, 0) + 1
        if not is_terminating:
            self.lasting[node] = self.lasting.get(node, 0) + 1
