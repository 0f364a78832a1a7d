"""Disks and claims that only one pod may have.

Mirrors VolumeRestrictions, Kubernetes v1.36, pkg/scheduler/framework/plugins.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from podbuilder.kube.cluster.scheduling.cluster_state import ClusterState
from podbuilder.kube.cluster.scheduling.node_info import NodeInfo
from podbuilder.kube.cluster.scheduling.plugin import PodFollower
from podbuilder.kube.cluster.scheduling.pod_info import PodInfo
from podbuilder.kube.cluster.scheduling.status import Status, unresolvable, unschedulable

_SOURCES = ("gcePersistentDisk", "awsElasticBlockStore", "iscsi", "rbd")
_READ_WRITE_ONCE_POD = "ReadWriteOncePod"
_IN_USE = (
    "node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode already in-use by another pod"
)
_SAME_NAME = "node has pod using PersistentVolumeClaim with the same name and ReadWriteOncePod access mode"

Volume = Mapping[str, Any]


class VolumeRestrictions(PodFollower):
    """A disk that two pods may not write, on the same node; a ReadWriteOncePod claim, anywhere in the cluster."""

    NAME = "VolumeRestrictions"

    def __init__(self, pod: PodInfo, cluster: ClusterState) -> None:
        super().__init__(pod, cluster)
        self._disks = [each for each in pod.volumes if any(each.get(source) for source in _SOURCES)]
        self._single: set[str] = set()
        self._conflicts = 0

    def prepare(self) -> Status | None:
        if not self.cluster.enabled("ReadWriteOncePod"):
            return None
        for name in self.pod.claim_names:
            claim = self.cluster.claim(self.pod.namespace, name)
            if claim is None:
                return unresolvable(f'persistentvolumeclaim "{name}" not found')
            if _READ_WRITE_ONCE_POD in ((claim.get("spec") or {}).get("accessModes") or ()):
                self._single.add(name)
        # sic: however many pods use a claim, it counts once.
        self._conflicts = sum((self.pod.namespace, name) in self.cluster.used_claims for name in self._single)
        return None

    @property
    def is_needed(self) -> bool:
        return bool(self._disks) or self._conflicts > 0

    def check(self, node: NodeInfo) -> Status | None:
        if any(_conflict(own, theirs) for own in self._disks for pod in node.pods for theirs in pod.volumes):
            return unschedulable("node(s) had no available disk")
        if self._conflicts <= 0:
            return None
        return unschedulable(_SAME_NAME if self.cluster.holds("SameNameClaim") else _IN_USE)

    def add(self, pod: PodInfo, node: NodeInfo) -> None:
        self._conflicts += self._conflicts_of(pod)

    def remove(self, pod: PodInfo, node: NodeInfo) -> None:
        self._conflicts -= self._conflicts_of(pod)

    def copy(self) -> Self:
        other = type(self)(self.pod, self.cluster)
        other._single, other._conflicts = self._single, self._conflicts
        return other

    def _conflicts_of(self, pod: PodInfo) -> int:
        """sic: pods of other namespaces count when their claim has the same name."""
        return sum(name in self._single for name in pod.claim_names)


def _conflict(own: Volume, theirs: Volume) -> bool:
    """Whether two volumes are the same disk, and one of them may write. Mirrors isVolumeConflict."""
    for source, is_same in (("gcePersistentDisk", _same_gce_disk), ("iscsi", _same_iscsi), ("rbd", _same_rbd)):
        one, other = own.get(source), theirs.get(source)
        if one and other and is_same(one, other) and not (one.get("readOnly") and other.get("readOnly")):
            return True
    one, other = own.get("awsElasticBlockStore"), theirs.get("awsElasticBlockStore")
    return bool(one and other and one.get("volumeID") == other.get("volumeID"))


def _same_gce_disk(one: Volume, other: Volume) -> bool:
    return bool(one.get("pdName") == other.get("pdName"))


def _same_iscsi(one: Volume, other: Volume) -> bool:
    return bool(one.get("iqn") == other.get("iqn"))


def _same_rbd(one: Volume, other: Volume) -> bool:
    if set(one.get("monitors") or ()).isdisjoint(other.get("monitors") or ()):
        return False
    return (one.get("pool") or "rbd", one.get("image")) == (other.get("pool") or "rbd", other.get("image"))
