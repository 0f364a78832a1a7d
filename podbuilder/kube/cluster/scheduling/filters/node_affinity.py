"""nodeSelector and required node affinity. Mirrors NodeAffinity, Kubernetes v1.36, pkg/scheduler/framework/plugins."""

from __future__ import annotations

from typing import Any

from podbuilder.kube.cluster.scheduling.cluster_state import ClusterState
from podbuilder.kube.cluster.scheduling.matchers import RequiredNodeAffinity
from podbuilder.kube.cluster.scheduling.node_info import NodeInfo
from podbuilder.kube.cluster.scheduling.plugin import Plugin
from podbuilder.kube.cluster.scheduling.pod_info import PodInfo
from podbuilder.kube.cluster.scheduling.status import Status, unresolvable


class NodeAffinity(Plugin):
    """The node's labels must meet both; terms that all name nodes leave only those nodes to be tried."""

    NAME = "NodeAffinity"

    def __init__(self, pod: PodInfo, cluster: ClusterState) -> None:
        super().__init__(pod, cluster)
        self._affinity = RequiredNodeAffinity(pod.spec)
        self._names = _named_nodes(self._affinity.required)

    def prepare(self) -> Status | None:
        if self._names is not None and not self._names:
            return unresolvable("pod affinity terms conflict")
        return None

    @property
    def is_needed(self) -> bool:
        return not self._affinity.is_absent

    @property
    def node_names(self) -> frozenset[str] | None:
        return self._names

    def check(self, node: NodeInfo) -> Status | None:
        if self._affinity.matches(node.labels, node.name):
            return None
        return unresolvable("node(s) didn't match Pod's node affinity/selector")


def _named_nodes(required: Any) -> frozenset[str] | None:
    """The nodes that the terms name, if each of them names some."""
    terms = (required or {}).get("nodeSelectorTerms") or ()
    names: set[str] = set()
    for term in terms:
        of_term: set[str] | None = None
        for field in term.get("matchFields") or ():
            if field.get("key") == "metadata.name" and field.get("operator") == "In":
                values = set(field.get("values") or ())
                of_term = values if of_term is None else of_term & values
        if of_term is None:
            return None
        names |= of_term
    return frozenset(names) if terms else None
