"""Volumes: their names, exactly one source for each, and the claims that ephemeral ones create."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from podbuilder.kube.core.field import FieldError, FieldPath, duplicate, forbidden, invalid, required
from podbuilder.kube.core.generated_name import name_of
from podbuilder.kube.validation import disk_volumes as disks
from podbuilder.kube.validation import volume_sources as sources
from podbuilder.kube.validation.ephemeral_claims import validate_ephemeral_volume_source
from podbuilder.kube.validation.format_errors import validate_dns1123_label
from podbuilder.kube.validation.formats import byte_length, is_dns1123_subdomain, show
from podbuilder.kube.validation.options import PodOptions
from podbuilder.kube.validation.projected import validate_projected_volume_source

# Every source in the order in which upstream checks them: the first is judged, the others are too many.
SOURCES: dict[str, sources.Validator] = {
    "emptyDir": sources.validate_empty_dir_volume_source,
    "hostPath": sources.validate_host_path_volume_source,
    "gitRepo": sources.validate_git_repo_volume_source,
    "gcePersistentDisk": disks.validate_gce_persistent_disk_volume_source,
    "awsElasticBlockStore": disks.validate_aws_elastic_block_store_volume_source,
    "secret": sources.validate_secret_volume_source,
    "nfs": sources.validate_nfs_volume_source,
    "iscsi": disks.validate_iscsi_volume_source,
    "glusterfs": disks.validate_glusterfs_volume_source,
    "flocker": disks.validate_flocker_volume_source,
    "persistentVolumeClaim": sources.validate_persistent_claim_volume_source,
    "rbd": disks.validate_rbd_volume_source,
    "cinder": disks.validate_cinder_volume_source,
    "cephfs": disks.validate_ceph_fs_volume_source,
    "quobyte": disks.validate_quobyte_volume_source,
    "downwardAPI": sources.validate_downward_api_volume_source,
    "fc": disks.validate_fc_volume_source,
    "flexVolume": disks.validate_flex_volume_source,
    "configMap": sources.validate_config_map_volume_source,
    "azureFile": disks.validate_azure_file,
    "vsphereVolume": disks.validate_vsphere_volume_source,
    "photonPersistentDisk": disks.validate_photon_persistent_disk_volume_source,
    "portworxVolume": disks.validate_portworx_volume_source,
    "azureDisk": disks.validate_azure_disk,
    "storageos": disks.validate_storage_os_volume_source,
    "projected": validate_projected_volume_source,
    "scaleIO": disks.validate_scale_io_volume_source,
    "csi": sources.validate_csi_volume_source,
    "ephemeral": validate_ephemeral_volume_source,
    "image": sources.validate_image_volume_source,
}
# sic: where upstream's paths are not the field's name: errors of the source itself, and of one too many.
_PATH_OF_SOURCE = {"gcePersistentDisk": "persistentDisk"}
_PATH_OF_SURPLUS = {"cephfs": "cephFS", "downwardAPI": "downwarAPI"}

Volume = dict[str, Any]


def validate_volumes(
    volumes: Sequence[Volume], metadata: Mapping[str, Any], path: FieldPath, options: PodOptions
) -> tuple[dict[str, Volume], list[FieldError]]:
    """The volumes that are valid, by name, and the errors of the others.

    Mirrors ValidateVolumes, Kubernetes v1.36, pkg/apis/core/validation.
    """
    pod_name = name_of(metadata)
    created = {f"{pod_name}-{volume.get('name', '')}" for volume in volumes if pod_name and "ephemeral" in volume}
    valid: dict[str, Volume] = {}
    errors: list[FieldError] = []
    for i, volume in enumerate(volumes):
        found = list(_validate_volume(volume, pod_name, valid, path.index(i), options))
        if not found:
            valid[volume["name"]] = volume
        errors += found
        claim = volume.get("persistentVolumeClaim", {}).get("claimName", "")
        if claim in created:
            at = path.index(i).child("persistentVolumeClaim", "claimName")
            errors.append(invalid(at, claim, f"{show(claim)} is the claim made for an ephemeral volume of this pod."))
    return valid, errors


def _validate_volume(
    volume: Volume, pod_name: str, valid: Mapping[str, Volume], path: FieldPath, options: PodOptions
) -> Iterator[FieldError]:
    name = volume.get("name", "")
    yield from validate_volume_source(volume, pod_name, path, options)
    if not name:
        yield required(path.child("name"), 'Give the volume a name that containers can refer to, such as "data".')
    else:
        yield from validate_dns1123_label(name, path.child("name"))
    if name in valid:
        yield duplicate(path.child("name"), name, f"Another volume is already called {show(name)}.")


def validate_volume_source(volume: Volume, pod_name: str, path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors validateVolumeSource, Kubernetes v1.36, pkg/apis/core/validation."""
    given = [source for source in SOURCES if source in volume]
    if not given:
        yield required(path, f"The volume has no source that Kubernetes {options.version} knows; give it one.")
        return
    first = given[0]
    yield from SOURCES[first](volume[first], path.child(_PATH_OF_SOURCE.get(first, first)), options)
    for surplus in given[1:]:
        found = f"The volume has more than one source: {', '.join(given)}"
        yield forbidden(path.child(_PATH_OF_SURPLUS.get(surplus, surplus)), f"{found}; keep one of them.")
    yield from _validate_name_with_source(volume, first, pod_name, path.child("name"))


def _validate_name_with_source(volume: Volume, first: str, pod_name: str, path: FieldPath) -> Iterator[FieldError]:
    """Names that are combined with the volume's must not become too long."""
    name = volume.get("name", "")
    if "initiatorName" in volume.get("iscsi", {}):
        longest = disks.ISCSI_NAME_AND_PORTAL_MAX_LENGTH
        together = f"{name}:{volume['iscsi'].get('targetPortal', '')}"
        if byte_length(together) > longest:
            found = f"With initiatorName the volume's name and the target portal become {show(together)}"
            yield invalid(path, name, f"{found}; at most {longest} characters are allowed.")
    if first == "ephemeral" and pod_name and name:
        for message in is_dns1123_subdomain(f"{pod_name}-{name}"):
            yield invalid(path, name, f"The claim is named after pod and volume. {message}")
