"""Volumes of drivers that were once built into Kubernetes, and the CSI drivers that serve them now.

Mirrors csi-translation-lib and isCSIMigrationOn of the scheduler's nodevolumelimits, Kubernetes v1.36.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from podbuilder.kube.cluster.scheduling.version_table import SPANS
from podbuilder.kube.cluster.snapshot import Object

_MIGRATED = "storage.alpha.kubernetes.io/migrated-plugins"
EBS, GCE, AZURE_DISK = "kubernetes.io/aws-ebs", "kubernetes.io/gce-pd", "kubernetes.io/azure-disk"
_CINDER, _PORTWORX = "kubernetes.io/cinder", "kubernetes.io/portworx-volume"
_DRIVERS = {
    EBS: "ebs.csi.aws.com",
    GCE: "pd.csi.storage.gke.io",
    AZURE_DISK: "disk.csi.azure.com",
    _CINDER: "cinder.csi.openstack.org",
    _PORTWORX: "pxd.portworx.com",
    "kubernetes.io/azure-file": "file.csi.azure.com",
    "kubernetes.io/vsphere-volume": "csi.vsphere.vmware.com",
}
# The source of a volume, its plugin, and the field that tells one volume from another.
_SOURCES = {
    "awsElasticBlockStore": (EBS, "volumeID"),
    "gcePersistentDisk": (GCE, "pdName"),
    "azureDisk": (AZURE_DISK, "diskURI"),
    "cinder": (_CINDER, "volumeID"),
    "portworxVolume": (_PORTWORX, "volumeID"),
}
# The rows of the table of differences that say when the kubelet must have said that it hands a plugin's volumes over.
_ANNOTATED = {
    EBS: "DisksAreAnnotated",
    AZURE_DISK: "DisksAreAnnotated",
    GCE: "GceDisksAreAnnotated",
    _PORTWORX: "PortworxIsAnnotated",
}


class InTree(NamedTuple):
    """A volume of such a driver."""

    plugin: str
    handle: str


def driver_of_plugin(plugin: str) -> str:
    """The CSI driver that serves a plugin's volumes now; empty for what never was a plugin."""
    return _DRIVERS.get(plugin, "")


def is_migrated(plugin: str, csi_node: Object | None, minor: int) -> bool:
    """Whether volumes of the plugin count as its driver's on this node."""
    if csi_node is None or plugin not in {name for name, _ in _SOURCES.values()}:
        return False
    if plugin == _PORTWORX and not SPANS["PortworxIsMigrated"].holds(minor):
        return False
    if plugin not in _ANNOTATED or not SPANS[_ANNOTATED[plugin]].holds(minor):
        return True
    listed = ((csi_node.get("metadata") or {}).get("annotations") or {}).get(_MIGRATED) or ""
    return plugin in listed.split(",")


def inline_volume(volume: Mapping[str, Any]) -> InTree | None:
    """A pod's volume of such a driver."""
    for source, (plugin, field) in _SOURCES.items():
        if volume.get(source):
            # Upstream's volume handles have more to them; that they are equal for equal volumes is what counts.
            return InTree(plugin, str(volume[source].get(field)))
    return None


def volume_in_tree(volume: Object) -> InTree | None:
    """A PersistentVolume of such a driver."""
    return inline_volume(volume.get("spec") or {})
