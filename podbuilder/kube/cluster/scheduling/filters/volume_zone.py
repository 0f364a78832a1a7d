"""Volumes whose labels name a zone or region. Mirrors VolumeZone, Kubernetes v1.36, pkg/scheduler/framework/plugins."""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.cluster.scheduling.cluster_state import ClusterState
from podbuilder.kube.cluster.scheduling.node_info import NodeInfo
from podbuilder.kube.cluster.scheduling.plugin import Plugin
from podbuilder.kube.cluster.scheduling.pod_info import PodInfo
from podbuilder.kube.cluster.scheduling.status import Status, unresolvable
from podbuilder.kube.cluster.snapshot import Object

_NEWER = {
    "failure-domain.beta.kubernetes.io/zone": "topology.kubernetes.io/zone",
    "failure-domain.beta.kubernetes.io/region": "topology.kubernetes.io/region",
}
_KEYS = (*_NEWER, *_NEWER.values())
_BETWEEN_ZONES = "__"


class VolumeZone(Plugin):
    """The node must be in the zone and region that the labels of the pod's volumes name; one without either passes."""

    NAME = "VolumeZone"

    def __init__(self, pod: PodInfo, cluster: ClusterState) -> None:
        super().__init__(pod, cluster)
        self._zones: list[tuple[str, frozenset[str]]] = []

    def prepare(self) -> Status | None:
        for name in self.pod.claim_names:
            claim = self.cluster.claim(self.pod.namespace, name) or {}
            volume_name = str((claim.get("spec") or {}).get("volumeName") or "")
            if not volume_name:
                # It waits for its first pod: VolumeBinding has refused all other claims without a volume.
                continue
            volume = self.cluster.snapshot.named("PersistentVolume", volume_name)
            if volume is not None:
                self._zones.extend(_zones_of(volume))
            elif self.cluster.holds("ZonesArePrepared"):
                return unresolvable(f'persistentvolume "{volume_name}" not found')
        return None

    @property
    def is_needed(self) -> bool:
        return bool(self._zones)

    def check(self, node: NodeInfo) -> Status | None:
        if not any(key in node.labels for key in _KEYS):
            return None
        for key, values in self._zones:
            own = node.labels.get(key)
            if own is None and self.cluster.holds("BetaZoneIsZone"):
                own = node.labels.get(_NEWER.get(key, key))
            if own not in values:
                return unresolvable("node(s) had no available volume zone")
        return None


def _zones_of(volume: Object) -> Iterator[tuple[str, frozenset[str]]]:
    labels = (volume.get("metadata") or {}).get("labels") or {}
    for key in _KEYS:
        zones = [each.strip() for each in str(labels.get(key, "")).split(_BETWEEN_ZONES)]
        # Upstream cannot read a label with an empty zone in it, and passes over it.
        if all(zones):
            yield key, frozenset(zones)
