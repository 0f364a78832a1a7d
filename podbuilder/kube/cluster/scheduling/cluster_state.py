"""A snapshot made ready for the scheduler: nodes with their pods, and what is looked up often.

Mirrors Snapshot of pkg/scheduler/backend/cache, Kubernetes v1.36.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from typing import Any

from podbuilder.kube.cluster.scheduling.label_set import LabelSet
from podbuilder.kube.cluster.scheduling.matchers import Labels
from podbuilder.kube.cluster.scheduling.node_info import NodeInfo
from podbuilder.kube.cluster.scheduling.pod_info import FINISHED, PodInfo
from podbuilder.kube.cluster.scheduling.version_table import SPANS
from podbuilder.kube.cluster.snapshot import ExtendedSnapshot, Object, Snapshot
from podbuilder.kube.core import versions
from podbuilder.kube.core.cached_property import cached_property
from podbuilder.kube.core.feature_gates import enabled

LabelKey = tuple[str, frozenset[tuple[str, str]]]


class ClusterState:
    """The nodes of a snapshot in its order, each with its pods, for a scheduler of one version; nothing changes it."""

    def __init__(self, snapshot: Snapshot, version: str) -> None:
        self.snapshot = snapshot
        self.version = version
        self.minor = versions.minor(version)
        self.nodes = [NodeInfo(each) for each in snapshot.of("Node")]
        self.by_name = {each.name: each for each in self.nodes}
        self.nominated: dict[str, list[PodInfo]] = {}
        self.label_sets: dict[LabelKey, LabelSet] = {}
        self._namespace_labels: dict[str, Labels] = {}
        for each in snapshot.of("Pod"):
            self._place(each)

    def looking_in(self, snapshot: Snapshot) -> ClusterState:
        """The same nodes and pods, where other objects are looked up in this snapshot."""
        other = object.__new__(ClusterState)
        other.__dict__.update(self.__dict__)
        other.snapshot = snapshot
        return other

    def _place(self, pod: Mapping[str, Any]) -> None:
        """Put a pod on its node, or note the node that it waits for."""
        spec, status = pod.get("spec") or {}, pod.get("status") or {}
        if status.get("phase") in FINISHED:
            return
        node = self.by_name.get(str(spec.get("nodeName", "")))
        if node:
            key, label_set = self._label_set(pod.get("metadata") or {})
            self.label_sets.setdefault(key, label_set)
            info = self.pod_info(pod)
            node.add(info)
            info.label_set.count(node, info.is_terminating)
        elif not spec.get("nodeName") and status.get("nominatedNodeName"):
            self.nominated.setdefault(str(status["nominatedNodeName"]), []).append(self.pod_info(pod))

    def pod_info(self, pod: Mapping[str, Any]) -> PodInfo:
        """A pod with its priority, which its class gives where the API server has not written it yet."""
        class_name = str((pod.get("spec") or {}).get("priorityClassName", ""))
        priority = (self.snapshot.named("PriorityClass", class_name) or {}) if class_name else {}
        key, label_set = self._label_set(pod.get("metadata") or {})
        return PodInfo(pod, self.version, self.label_sets.get(key, label_set), int(priority.get("value", 0)))

    def _label_set(self, metadata: Mapping[str, Any]) -> tuple[LabelKey, LabelSet]:
        """A label set and what it is known by; pods that are only asked about leave none behind."""
        namespace, labels = str(metadata.get("namespace") or "default"), metadata.get("labels") or {}
        return (namespace, frozenset(labels.items())), LabelSet(namespace, labels)

    def enabled(self, gate: str) -> bool:
        """Whether a feature gate is on by default in this version."""
        return enabled(gate, self.version)

    def holds(self, row: str) -> bool:
        """Whether what a row of the table of differences says is so in this version; KeyError for no such row."""
        return SPANS[row].holds(self.minor)

    def namespace_labels(self, namespace: str) -> Labels:
        """The labels of a namespace; none if the snapshot does not have it."""
        known = self._namespace_labels.get(namespace)
        if known is None:
            found = self.snapshot.named("Namespace", namespace) or {}
            known = self._namespace_labels[namespace] = (found.get("metadata") or {}).get("labels") or {}
        return known

    def claim(self, namespace: str, name: str) -> Object | None:
        """A PersistentVolumeClaim."""
        return self.snapshot.named("PersistentVolumeClaim", name, namespace)

    @cached_property
    def nodes_with_anti_affinity(self) -> list[NodeInfo]:
        """The nodes on which some pod keeps others away."""
        return [each for each in self.nodes if each.with_anti_affinity]

    @cached_property
    def used_claims(self) -> Set[tuple[str, str]]:
        """The claims of pods that have a node, by namespace and name. Mirrors IsPVCUsedByPods."""
        return frozenset((pod.namespace, name) for node in self.nodes for pod in node.pods for name in pod.claim_names)


def state_of(snapshot: Snapshot, version: str, made: Mapping[str, Sequence[Object]] | None = None) -> ClusterState:
    """The state for a version, worked out once a snapshot; `made` are objects by kind that are there besides."""
    state = snapshot.once(("scheduling", version), lambda: ClusterState(snapshot, version))
    return state.looking_in(ExtendedSnapshot(snapshot, made)) if made else state
