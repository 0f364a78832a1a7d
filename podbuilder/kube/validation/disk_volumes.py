"""Volume sources that attach a disk or a share by themselves; nearly all of them replaced by CSI drivers.

Each validator takes the source, its path and the options, as `volumes.py` calls them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from podbuilder.kube.core.field import FieldError, FieldPath, invalid, not_supported, required
from podbuilder.kube.validation.format_errors import validate_dns1123_label
from podbuilder.kube.validation.formats import byte_length, go_lower, show
from podbuilder.kube.validation.messages import unsupported
from podbuilder.kube.validation.options import PodOptions
from podbuilder.kube.validation.volume_sources import Source, required_fields

AZURE_CACHING_MODES = ("None", "ReadOnly", "ReadWrite")
AZURE_DISK_KINDS = ("Shared", "Dedicated", "Managed")
ISCSI_SCHEMES = ("iqn", "eui", "naa")
MAX_UNIT = 255
QUOBYTE_TENANT_MAX_LENGTH = 64
ISCSI_NAME_AND_PORTAL_MAX_LENGTH = 64

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-."
_iqn_authority = re.compile(r"iqn\.[0-9]{4}-[0-9]{2}\.[A-Za-z0-9.-]").search
_NOT_IN_IQN = ",;*&$|\t\n\f\r "
_eui = re.compile("eui.[A-Za-z0-9]{16}").fullmatch
_naa = re.compile("naa.[A-Za-z0-9]{32}").fullmatch
# What net.SplitHostPort takes: one colon, or an address in brackets before it.
_host_port = re.compile(r"[^:\[\]]*:[^:\[\]]*|\[[^\[\]]*\]:[^:\[\]]*").fullmatch

validate_glusterfs_volume_source = required_fields(endpoints='"glusterfs-cluster"', path='"volume1"')
validate_rbd_volume_source = required_fields(monitors='["10.16.154.78:6789"]', image='"disk1"')
validate_ceph_fs_volume_source = required_fields(monitors='["10.16.154.78:6789"]')
validate_azure_file = required_fields(secretName='"azure-secret"', shareName='"share1"')
validate_vsphere_volume_source = required_fields(volumePath='"[datastore1] volumes/disk1"')
validate_photon_persistent_disk_volume_source = required_fields(pdID='"disk1"')
validate_portworx_volume_source = required_fields(volumeID='"volume1"')
validate_scale_io_volume_source = required_fields(
    gateway='"https://localhost:443/api"', system='"scaleio"', volumeName='"volume1"'
)


def _validate_unit(source: Source, name: str, path: FieldPath) -> Iterator[FieldError]:
    number = source.get(name, 0)
    if not 0 <= number <= MAX_UNIT:
        yield invalid(path.child(name), number, f"{name} is {number}; it must be between 0 and {MAX_UNIT}.")


def _validate_secret_ref(source: Source, path: FieldPath) -> Iterator[FieldError]:
    if "secretRef" in source and not source["secretRef"].get("name"):
        yield required(path.child("secretRef", "name"), "Name the Secret, or leave secretRef out.")


def validate_gce_persistent_disk_volume_source(
    source: Source, path: FieldPath, options: PodOptions
) -> Iterator[FieldError]:
    """Mirrors validateGCEPersistentDiskVolumeSource, Kubernetes v1.36, pkg/apis/core/validation."""
    if not source.get("pdName"):
        yield required(path.child("pdName"), "Name the disk in Google Compute Engine.")
    yield from _validate_unit(source, "partition", path)


def validate_aws_elastic_block_store_volume_source(
    source: Source, path: FieldPath, options: PodOptions
) -> Iterator[FieldError]:
    """Mirrors validateAWSElasticBlockStoreVolumeSource, Kubernetes v1.36, pkg/apis/core/validation."""
    if not source.get("volumeID"):
        yield required(path.child("volumeID"), 'Give the id of the EBS volume, such as "vol-0a1b2c3d".')
    yield from _validate_unit(source, "partition", path)


def validate_iscsi_volume_source(source: Source, path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors validateISCSIVolumeSource, Kubernetes v1.36, pkg/apis/core/validation."""
    if not source.get("targetPortal"):
        yield required(path.child("targetPortal"), 'Give the portal\'s address, such as "10.0.2.15:3260".')
    if not source.get("iqn"):
        yield required(path.child("iqn"), 'Name the target, such as "iqn.2001-04.com.example:storage.disk1".')
    else:
        yield from _validate_iscsi_name(source["iqn"], path.child("iqn"))
    yield from _validate_unit(source, "lun", path)
    if (source.get("chapAuthDiscovery") or source.get("chapAuthSession")) and "secretRef" not in source:
        yield required(path.child("secretRef"), "CHAP authentication needs a Secret with the credentials.")
    if "initiatorName" in source:
        # sic: upstream's path spells the field in lower case.
        yield from _validate_iscsi_name(source["initiatorName"], path.child("initiatorname"))


def _validate_iscsi_name(name: str, path: FieldPath) -> Iterator[FieldError]:
    scheme = name[:3]
    fits = scheme in ISCSI_SCHEMES and (_is_iqn(name) if scheme == "iqn" else _eui(name) or _naa(name))
    if not fits:
        wanted = 'Write one such as "iqn.2001-04.com.example:storage.disk1" or "eui.02004567A425678D"'
        yield invalid(path, name, f"{show(name)} is not an iSCSI name. {wanted}.")


def _is_iqn(name: str) -> bool:
    r"""Whether `iqn\.\d{4}-\d{2}\.([[:alnum:]-.]+)(:[^,;*&$|\s]+)$` is found in a name, in linear time."""
    tail_starts = max(name.rfind(character) for character in _NOT_IN_IQN) + 1
    end = 0
    for part in name.split(":")[:-1]:
        end += len(part) + 1
        authority = part[len(part.rstrip(_LETTERS)) :]
        if tail_starts <= end < len(name) and _iqn_authority(authority):
            return True
    return False


def validate_fc_volume_source(source: Source, path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors validateFCVolumeSource, Kubernetes v1.36, pkg/apis/core/validation."""
    names, ids = source.get("targetWWNs"), source.get("wwids")
    if not names and not ids:
        yield required(path.child("targetWWNs"), "Name the volume by targetWWNs and lun, or by wwids.")
    if names and ids:
        yield invalid(path.child("targetWWNs"), names, "targetWWNs and wwids exclude each other; keep one of them.")
    if names and "lun" not in source:
        yield required(path.child("lun"), "With targetWWNs give the number of the logical unit, such as 0.")
    elif names:
        yield from _validate_unit(source, "lun", path)


def validate_flocker_volume_source(source: Source, path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors validateFlockerVolumeSource, Kubernetes v1.36, pkg/apis/core/validation."""
    name, uuid = source.get("datasetName", ""), source.get("datasetUUID", "")
    if not name and not uuid:
        yield required(path, "Name the dataset by datasetName or by datasetUUID.")
    if name and uuid:
        yield invalid(path, "resource", "datasetName and datasetUUID exclude each other; keep one of them.")
    if "/" in name:
        yield invalid(path.child("datasetName"), name, f'{show(name)} contains a "/", which is not allowed here.')


def validate_cinder_volume_source(source: Source, path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors validateCinderVolumeSource, Kubernetes v1.36, pkg/apis/core/validation."""
    if not source.get("volumeID"):
        yield required(path.child("volumeID"), "Give the id of the Cinder volume.")
    yield from _validate_secret_ref(source, path)


def validate_quobyte_volume_source(source: Source, path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors validateQuobyteVolumeSource, Kubernetes v1.36, pkg/apis/core/validation."""
    registry = source.get("registry", "")
    if not registry:
        yield required(path.child("registry"), 'Name the registry, such as "registry:7861".')
    elif byte_length(source.get("tenant", "")) > QUOBYTE_TENANT_MAX_LENGTH:
        # sic: upstream calls a tenant that is too long a missing one.
        yield required(path.child("tenant"), f"The tenant may have at most {QUOBYTE_TENANT_MAX_LENGTH} characters.")
    elif not all(_host_port(pair) for pair in registry.split(",")):
        wanted = 'Write host:port, several with commas between, such as "a.example.com:7861,b.example.com:7861"'
        yield invalid(path.child("registry"), registry, f"{show(registry)} is not a list of registries. {wanted}.")
    if not source.get("volume"):
        yield required(path.child("volume"), "Name the Quobyte volume.")


def validate_flex_volume_source(source: Source, path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors validateFlexVolumeSource, Kubernetes v1.36, pkg/apis/core/validation."""
    if not source.get("driver"):
        yield required(path.child("driver"), 'Name the driver, such as "example.com/lvm".')
    for key in source.get("options", {}):
        namespace = "." + go_lower(key.partition("/")[0])
        if namespace.endswith((".kubernetes.io", ".k8s.io")):
            found = f"{show(key)} is in a namespace reserved for Kubernetes"
            yield invalid(path.child("options").key(key), key, f"{found}; a driver's options cannot use it.")


def validate_azure_disk(source: Source, path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors validateAzureDisk, Kubernetes v1.36, pkg/apis/core/validation."""
    uri = source.get("diskURI", "")
    if not source.get("diskName"):
        yield required(path.child("diskName"), "Name the disk.")
    if not uri:
        yield required(path.child("diskURI"), "Give the URI of the disk.")
    if source.get("cachingMode", "None") not in AZURE_CACHING_MODES:
        yield unsupported(path.child("cachingMode"), source["cachingMode"], AZURE_CACHING_MODES)
    kind = source.get("kind", "Shared")
    if kind not in AZURE_DISK_KINDS:
        yield unsupported(path.child("kind"), kind, AZURE_DISK_KINDS)
    wanted = "/subscriptions/" if kind == "Managed" else "https://"
    if not uri.startswith(wanted):
        found = f"This is not the URI of a disk of the kind {show(kind)}"
        yield not_supported(path.child("diskURI"), uri, f'{found}; such a URI begins with "{wanted}".')


def validate_storage_os_volume_source(source: Source, path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors validateStorageOSVolumeSource, Kubernetes v1.36, pkg/apis/core/validation."""
    if not source.get("volumeName"):
        yield required(path.child("volumeName"), "Name the StorageOS volume.")
    for name in ("volumeName", "volumeNamespace"):
        if source.get(name):
            yield from validate_dns1123_label(source[name], path.child(name))
    yield from _validate_secret_ref(source, path)
