"""How many disks of a cloud a node can attach where no CSI driver serves them.

Mirrors EBSLimits, GCEPDLimits and AzureDiskLimits, Kubernetes v1.30, pkg/scheduler/framework/plugins/nodevolumelimits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from podbuilder.kube.cluster.scheduling.csi_migration import AZURE_DISK, EBS, GCE, is_migrated
from podbuilder.kube.cluster.scheduling.node_info import NodeInfo
from podbuilder.kube.cluster.scheduling.plugin import Plugin
from podbuilder.kube.cluster.scheduling.pod_info import PodInfo
from podbuilder.kube.cluster.scheduling.status import Status, unschedulable
from podbuilder.kube.cluster.scheduling.volume_claims import uses
from podbuilder.kube.cluster.snapshot import Object

_INSTANCE_LABELS = ("node.kubernetes.io/instance-type", "beta.kubernetes.io/instance-type")
# sic: only its first alternative must begin the type's name.
_NITRO = re.compile(r"^[cmr]5.*|t3|z1d")
_MOST_ON_NITRO = 25


class InTreeLimits(Plugin):
    """The disks of a node's pods and those of the new pod must stay within the limit of their kind."""

    PLUGIN: ClassVar[str]
    # The source of such a disk, the field that tells one from another, and what a node calls its limit.
    SOURCE: ClassVar[str]
    FIELD: ClassVar[str]
    KEY: ClassVar[str]
    MOST: ClassVar[int]

    @property
    def is_needed(self) -> bool:
        return self.cluster.holds("InTreeLimits") and any(True for _ in self._disks(self.pod))

    def check(self, node: NodeInfo) -> Status | None:
        csi_node = self.cluster.snapshot.named("CSINode", node.name)
        if is_migrated(self.PLUGIN, csi_node, self.cluster.minor):
            return None
        disks = set(self._disks(self.pod))
        for pod in node.pods:
            disks.update(self._disks(pod))
        most = node.allocatable.get(self.KEY, self._most_by_default(node))
        # sic: on a node that has too many, a pod is refused too whose disks are all there already.
        return unschedulable("node(s) exceed max volume count") if len(disks) > most else None

    def _most_by_default(self, node: NodeInfo) -> int:
        return self.MOST

    def _disks(self, pod: PodInfo) -> Iterator[str]:
        """Mirrors filterVolumes."""
        for volume in pod.volumes:
            if volume.get(self.SOURCE):
                yield self._name(volume)
        for claim_name, _ in uses(pod):
            claim = self.cluster.claim(pod.namespace, claim_name)
            disk = claim and self._of_claim(claim, f"not made yet: {pod.namespace}/{claim_name}")
            if disk:
                yield disk

    def _of_claim(self, claim: Object, if_unmade: str) -> str:
        """The disk of a claim, or what stands for the one that its class will make; empty for other volumes."""
        spec = claim.get("spec") or {}
        volume = self.cluster.snapshot.named("PersistentVolume", str(spec.get("volumeName") or ""))
        if volume is not None:
            found = volume.get("spec") or {}
            return self._name(found) if found.get(self.SOURCE) else ""
        # sic: a class that only an annotation names is not looked up.
        found_class = self.cluster.snapshot.named("StorageClass", str(spec.get("storageClassName") or "")) or {}
        return if_unmade if found_class.get("provisioner") == self.PLUGIN else ""

    def _name(self, holder: Mapping[str, Any]) -> str:
        return str(holder[self.SOURCE].get(self.FIELD))


class EBSLimits(InTreeLimits):
    """Disks of AWS, of which some types of instances attach fewer."""

    NAME = "EBSLimits"
    PLUGIN, SOURCE, FIELD, KEY, MOST = EBS, "awsElasticBlockStore", "volumeID", "attachable-volumes-aws-ebs", 39

    def _most_by_default(self, node: NodeInfo) -> int:
        types = [node.labels[label] for label in _INSTANCE_LABELS if label in node.labels]
        return _MOST_ON_NITRO if types and _NITRO.search(types[0]) else self.MOST


class GCEPDLimits(InTreeLimits):
    """Disks of Google's cloud."""

    NAME = "GCEPDLimits"
    PLUGIN, SOURCE, FIELD, KEY, MOST = GCE, "gcePersistentDisk", "pdName", "attachable-volumes-gce-pd", 16


class AzureDiskLimits(InTreeLimits):
    """Disks of Azure."""

    NAME = "AzureDiskLimits"
    PLUGIN, SOURCE, FIELD, KEY, MOST = AZURE_DISK, "azureDisk", "diskName", "attachable-volumes-azure-disk", 16
