"""Volumes of drivers that were once built into Kubernetes, and the CSI drivers that serve them now.

Mirrors csi-translation-lib and isCSIMigrationOn of the scheduler's nodevolumelimits, Kubernetes v1.36.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from podbuilder.kube.cluster.snapshot import Object

_MIGRATED = "storage.alpha.kubernetes.io/migrated-plugins"
_EBS, _GCE, _AZURE_DISK = "kubernetes.io/aws-ebs", "kubernetes.io/gce-pd", "kubernetes.io/azure-disk"
_CINDER, _PORTWORX = "kubernetes.io/cinder", "kubernetes.io/portworx-volume"
_DRIVERS = {
    _EBS: "ebs.csi.aws.com",
    _GCE: "pd.csi.storage.gke.io",
    _AZURE_DISK: "disk.csi.azure.com",
    _CINDER: "cinder.csi.openstack.org",
    _PORTWORX: "pxd.portworx.com",
    "kubernetes.io/azure-file": "file.csi.azure.com",
    "kubernetes.io/vsphere-volume": "csi.vsphere.vmware.com",
}
# The source of a volume, its plugin, and the field that tells one volume from another.
_SOURCES = {
    "awsElasticBlockStore": (_EBS, "volumeID"),
    "gcePersistentDisk": (_GCE, "pdName"),
    "azureDisk": (_AZURE_DISK, "diskURI"),
    "cinder": (_CINDER, "volumeID"),
    "portworxVolume": (_PORTWORX, "volumeID"),
}
_PORTWORX_SINCE, _PORTWORX_ALWAYS_SINCE = 31, 36


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
    if plugin != _PORTWORX or minor >= _PORTWORX_ALWAYS_SINCE:
        return True
    if minor < _PORTWORX_SINCE:
        return False
    # The kubelet must have said that it hands this plugin's volumes to the driver.
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
