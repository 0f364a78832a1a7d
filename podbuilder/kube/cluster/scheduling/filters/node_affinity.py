"""nodeSelector and required node affinity. Mirrors NodeAffinity, Kubernetes v1.36, pkg/scheduler/framework/plugins."""

from __future__ import annotations

from collections.abc import Iterator
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
        conflicts = self._names is not None and not self._names
        if self.cluster.holds("TermConflictRefuses"):
            conflicts = any(each is not None and not each for each in _until_open(self._affinity.required))
        if conflicts:
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
    terms = list(_until_open(required))
    named = [each for each in terms if each is not None]
    return frozenset().union(*named) if terms and len(named) == len(terms) else None


def _until_open(required: Any) -> Iterator[frozenset[str] | None]:
    """The nodes that each term names, up to the first term that names none, for which it is None."""
    for term in (required or {}).get("nodeSelectorTerms") or ():
        names: frozenset[str] | None = None
        for field in term.get("matchFields") or ():
            if field.get("key") == "metadata.name" and field.get("operator") == "In":
                values = frozenset(field.get("values") or ())
                names = values if names is None else names & values
        yield names
        if names is None:
            return
