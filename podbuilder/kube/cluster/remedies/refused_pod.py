"""A pod that a cluster refuses, as those see it who look for a remedy."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from podbuilder.kube.cluster.cluster_answer import ClusterAnswer
from podbuilder.kube.cluster.pod_copies import PodCopies, claim_templates
from podbuilder.kube.cluster.scheduling.cluster_state import ClusterState, state_of
from podbuilder.kube.cluster.scheduling.cycle import Cycle
from podbuilder.kube.cluster.scheduling.filters.node_affinity import NodeAffinity
from podbuilder.kube.cluster.scheduling.node_info import NodeInfo
from podbuilder.kube.cluster.scheduling.pod_info import PodInfo
from podbuilder.kube.cluster.scheduling.status import CycleError, NotJudged, Status
from podbuilder.kube.cluster.snapshot import Object, Snapshot
from podbuilder.kube.core.cached_property import cached_property
from podbuilder.kube.core.field import Document
from podbuilder.kube.manifest import Manifest


@dataclass(frozen=True)
class RefusedPod:
    """The manifest, the cluster, and what it answered: admission has refused the pod, or no node takes it."""

    snapshot: Snapshot
    manifest: Manifest
    version: str
    answer: ClusterAnswer
    plugins: Collection[str] = ()

    @property
    def written(self) -> Document:
        """The pod in the manifest, which edits are for."""
        return self.manifest.pod

    @property
    def stored(self) -> Document:
        """The pod as admission has changed it; if admission refused it, as it was then."""
        return self.answer.admission.object or self.answer.admission.judged

    @property
    def spec(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.stored["spec"]
        return found

    @property
    def namespace(self) -> str:
        """The namespace that the pod is created in."""
        return str(self.stored["metadata"].get("namespace") or "default")

    @property
    def statuses(self) -> Mapping[str, Status]:
        """What refuses the pod, by node; empty if it never came to the scheduler."""
        return self.answer.scheduling.statuses if self.answer.scheduling else {}

    @cached_property
    def cluster(self) -> ClusterState:
        """The nodes as they are."""
        return state_of(self.snapshot, self.version)

    @cached_property
    def info(self) -> PodInfo:
        """The pod as the scheduler sees it."""
        return self.cluster.pod_info(self.stored)

    def refused_by(self, plugin: str) -> list[NodeInfo]:
        """The nodes that a plugin of the scheduler refuses."""
        return [self.cluster.by_name[name] for name, one in self.statuses.items() if plugin_of(one) == plugin]

    def best_of(self, nodes: list[NodeInfo], **fields: Any) -> list[NodeInfo]:
        """Those of the nodes that would take the pod if its spec had these fields; all, if none would."""
        pod = {**self.stored, "spec": {**self.spec, **fields}}
        try:
            cycle = cycle_of(self.snapshot, pod, self.version, claim_templates(self.manifest.object))
            if cycle.prepare():
                return nodes
            chosen = {node.name for node in cycle.chosen_nodes()}
            return [node for node in nodes if node.name in chosen and cycle.check(node) is None] or nodes
        except (NotJudged, CycleError):
            return nodes


def plugin_of(status: Status) -> str:
    """The plugin that refuses a node; nodes that are not tried are those that the node affinity does not name."""
    return status.plugin or NodeAffinity.NAME


def cycle_of(snapshot: Snapshot, pod: Document, version: str, templates: Sequence[Object]) -> Cycle:
    """The scheduler's attempt for a pod that is stored, with the claims that controllers make for it; `templates` are
    those of its StatefulSet."""
    made = PodCopies(snapshot, pod, templates).copy(0)
    cluster = state_of(snapshot, version, made.objects)
    return Cycle(cluster.pod_info(made.pod), cluster)
