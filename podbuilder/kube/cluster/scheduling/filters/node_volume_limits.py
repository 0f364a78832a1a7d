"""How many volumes of a driver a node can attach.

Mirrors NodeVolumeLimits (CSI), Kubernetes v1.36, pkg/scheduler/framework/plugins/nodevolumelimits.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from podbuilder.kube.cluster.scheduling.csi_migration import (
    driver_of_plugin,
    inline_volume,
    is_migrated,
    volume_in_tree,
)
from podbuilder.kube.cluster.scheduling.node_info import NodeInfo
from podbuilder.kube.cluster.scheduling.plugin import Plugin
from podbuilder.kube.cluster.scheduling.pod_info import PodInfo
from podbuilder.kube.cluster.scheduling.status import Status, unschedulable
from podbuilder.kube.cluster.scheduling.volume_claims import class_name, uses
from podbuilder.kube.cluster.snapshot import Object

_PREFIX, _LONGEST_NAME, _KEPT, _HASHED = "attachable-volumes-csi-", 63, 23, 16


class Attached(NamedTuple):
    """A volume as the driver knows it; two pods that use the same one attach it once."""

    driver: str
    handle: str


class NodeVolumeLimits(Plugin):
    """The volumes of a node's pods, what else is attached, and those of the new pod must stay within the limit."""

    NAME = "NodeVolumeLimits"

    @property
    def is_needed(self) -> bool:
        return any(True for _ in uses(self.pod)) or any(inline_volume(each) for each in self.pod.volumes)

    def check(self, node: NodeInfo) -> Status | None:
        csi_node = self.cluster.snapshot.named("CSINode", node.name)
        new = set(self._volumes(self.pod, csi_node))
        limits = {each.driver: limit for each in new if (limit := self._limit(each.driver, node, csi_node)) is not None}
        if not limits:
            return None
        attached = {volume for pod in node.pods for volume in self._volumes(pod, csi_node)}
        listed = set(self._attachments(node.name)) if self.cluster.holds("AttachmentsCount") else set()
        counted = Counter(each.driver for each in attached | listed)
        for driver, count in Counter(each.driver for each in new - attached).items():
            if driver in limits and counted[driver] + count > limits[driver]:
                return unschedulable("node(s) exceed max volume count")
        return None

    def _limit(self, driver: str, node: NodeInfo, csi_node: Object | None) -> int | None:
        """How many volumes of a driver the node can have, if that is limited. Mirrors getVolumeLimits."""
        limit = _limits(csi_node).get(driver)
        if limit is None and self.cluster.holds("NodeLimitsDrivers"):
            return node.allocatable.get(_limit_key(driver))
        return limit

    def _volumes(self, pod: PodInfo, csi_node: Object | None) -> Iterator[Attached]:
        """Mirrors filterAttachableVolumes; claims of pods that are not there count nothing."""
        for volume in pod.volumes:
            in_tree = inline_volume(volume)
            if in_tree and is_migrated(in_tree.plugin, csi_node, self.cluster.minor):
                yield Attached(driver_of_plugin(in_tree.plugin), in_tree.handle)
        for claim_name, _ in uses(pod):
            claim = self.cluster.claim(pod.namespace, claim_name)
            found = claim and self._of_claim(claim, f"{pod.namespace}/{claim_name}", csi_node)
            if found:
                yield found

    def _of_claim(self, claim: Object, key: str, csi_node: Object | None) -> Attached | None:
        """Mirrors getCSIDriverInfo."""
        name = str((claim.get("spec") or {}).get("volumeName") or "")
        volume = self.cluster.snapshot.named("PersistentVolume", name) if name else None
        if volume is None:
            return self._of_class(claim, key, csi_node)
        source: Mapping[str, Any] | None = (volume.get("spec") or {}).get("csi")
        if source:
            return Attached(str(source.get("driver")), str(source.get("volumeHandle")))
        in_tree = volume_in_tree(volume)
        if in_tree and is_migrated(in_tree.plugin, csi_node, self.cluster.minor):
            return Attached(driver_of_plugin(in_tree.plugin), in_tree.handle)
        return None

    def _of_class(self, claim: Object, key: str, csi_node: Object | None) -> Attached | None:
        """The volume that the class's provisioner would make for a claim. Mirrors getCSIDriverInfoFromSC."""
        storage_class = self.cluster.snapshot.named("StorageClass", class_name(claim))
        if storage_class is None:
            return None
        provisioner = str(storage_class.get("provisioner") or "")
        driver = driver_of_plugin(provisioner)
        if driver and not is_migrated(provisioner, csi_node, self.cluster.minor):
            return None
        return Attached(driver or provisioner, f"not made yet: {key}")

    def _attachments(self, node: str) -> Iterator[Attached]:
        """What is attached to the node, whether or not a pod still needs it."""
        for attachment in self.cluster.snapshot.of("VolumeAttachment"):
            spec = attachment.get("spec") or {}
            name = (spec.get("source") or {}).get("persistentVolumeName")
            volume = self.cluster.snapshot.named("PersistentVolume", str(name or "")) or {}
            source = (volume.get("spec") or {}).get("csi")
            if spec.get("nodeName") == node and spec.get("attacher") and source:
                yield Attached(str(spec["attacher"]), str(source.get("volumeHandle")))


def _limits(csi_node: Object | None) -> dict[str, int]:
    drivers = ((csi_node or {}).get("spec") or {}).get("drivers") or ()
    limited = ((str(each.get("name")), (each.get("allocatable") or {}).get("count")) for each in drivers)
    return {name: int(count) for name, count in limited if count is not None}


def _limit_key(driver: str) -> str:
    """What a node's list of resources calls a driver's limit. Mirrors GetCSIAttachLimitKey, pkg/volume/util."""
    if len(_PREFIX) + len(driver) < _LONGEST_NAME:
        return _PREFIX + driver
    hashed = hashlib.sha1(driver.encode(), usedforsecurity=False).hexdigest()
    return _PREFIX + driver[:_KEPT] + hashed[:_HASHED]
