"""Volume sources made of the pod's and the cluster's own objects, or of the node: the ones most pods use.

Each validator takes the source, its path and the options, as `volumes.py` calls them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from podbuilder.kube.core import quantity
from podbuilder.kube.core.field import FieldError, FieldPath, forbidden, invalid, required, too_long
from podbuilder.kube.validation.containers import PULL_POLICIES
from podbuilder.kube.validation.downward_api import (
    validate_container_resource_field_selector,
    validate_object_field_selector,
)
from podbuilder.kube.validation.env import validate_downward_api_host_ips
from podbuilder.kube.validation.format_errors import validate_choice
from podbuilder.kube.validation.formats import byte_length, go_lower, is_dns1123_subdomain, max_length_error, show
from podbuilder.kube.validation.messages import invalid_for_each, unsupported
from podbuilder.kube.validation.options import PodOptions
from podbuilder.kube.validation.paths import (
    validate_local_descending_path,
    validate_local_non_reserved_path,
    validate_path_no_backsteps,
)

Source = Mapping[str, Any]
Validator = Callable[[Source, FieldPath, PodOptions], Iterator[FieldError]]

HOST_PATH_TYPES = (
    "",
    "DirectoryOrCreate",
    "Directory",
    "FileOrCreate",
    "File",
    "Socket",
    "CharDevice",
    "BlockDevice",
)
VOLUME_FIELD_PATHS = frozenset(
    ("metadata.name", "metadata.namespace", "metadata.labels", "metadata.annotations", "metadata.uid")
)
MAX_FILE_MODE = 0o777
CSI_DRIVER_NAME_MAX_LENGTH = 63


def required_fields(**examples: str) -> Validator:
    """A validator of a source whose only rule is that these fields are there; the values are examples.

    Mirrors validatePersistentClaimVolumeSource, validateGlusterfsVolumeSource, validateRBDVolumeSource,
    validateCephFSVolumeSource, validateAzureFile, validateVsphereVolumeSource, validatePortworxVolumeSource,
    validatePhotonPersistentDiskVolumeSource and validateScaleIOVolumeSource, v1.36, pkg/apis/core/validation.
    """

    def validate(source: Source, path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
        for name, example in examples.items():
            if not source.get(name):
                yield required(path.child(name), f"{name} is missing; give one such as {example}.")

    return validate


validate_persistent_claim_volume_source = required_fields(claimName='"data"')


def validate_empty_dir_volume_source(source: Source, path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors the head of validateVolumeSource, Kubernetes v1.36, pkg/apis/core/validation."""
    limit = source.get("sizeLimit", "0")
    if quantity.parse(limit).sign < 0:
        yield forbidden(path.child("sizeLimit"), f"The limit {show(limit)} is negative; give one such as 500Mi.")


def validate_host_path_volume_source(source: Source, path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors validateHostPathVolumeSource and validateHostPathType, Kubernetes v1.36, pkg/apis/core/validation."""
    if not source.get("path"):
        yield required(path.child("path"), 'Name a file or directory of the node, such as "/var/log".')
        return
    yield from validate_path_no_backsteps(source["path"], path.child("path"))
    if source.get("type", "") not in HOST_PATH_TYPES:
        yield unsupported(path.child("type"), source["type"], HOST_PATH_TYPES)


def validate_git_repo_volume_source(source: Source, path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors validateGitRepoVolumeSource, Kubernetes v1.36, pkg/apis/core/validation."""
    if not source.get("repository"):
        yield required(path.child("repository"), 'Give the URL of a repository, such as "https://example.com/app.git".')
    yield from validate_local_descending_path(source.get("directory", ""), path.child("directory"))


def validate_nfs_volume_source(source: Source, path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors validateNFSVolumeSource, Kubernetes v1.36, pkg/apis/core/validation. sic: a missing path errs twice."""
    exported = source.get("path", "")
    if not source.get("server"):
        yield required(path.child("server"), 'Name the NFS server, such as "nfs.example.com".')
    if not exported:
        yield required(path.child("path"), 'Name the exported directory, such as "/exports/data".')
    if not exported.startswith("/"):
        yield invalid(path.child("path"), exported, f'{show(exported)} is not an absolute path; start it with "/".')


def validate_secret_volume_source(source: Source, path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors validateSecretVolumeSource, Kubernetes v1.36, pkg/apis/core/validation."""
    if not source.get("secretName"):
        yield required(path.child("secretName"), "Name the Secret.")
    yield from validate_file_mode(source, "defaultMode", path)
    yield from validate_items(source.get("items", ()), path.child("items"))


def validate_config_map_volume_source(source: Source, path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors validateConfigMapVolumeSource, Kubernetes v1.36, pkg/apis/core/validation."""
    if not source.get("name"):
        yield required(path.child("name"), "Name the ConfigMap.")
    yield from validate_file_mode(source, "defaultMode", path)
    yield from validate_items(source.get("items", ()), path.child("items"))


def validate_items(items: Sequence[Source], path: FieldPath) -> Iterator[FieldError]:
    """Keys and the files they become. Mirrors validateKeyToPath, Kubernetes v1.36, pkg/apis/core/validation."""
    for i, item in enumerate(items):
        at, target = path.index(i), item.get("path", "")
        if not item.get("key"):
            yield required(at.child("key"), "Name the key whose value the file holds.")
        if not target:
            yield required(at.child("path"), 'Name the file, such as "app.yaml".')
        yield from validate_local_non_reserved_path(target, at.child("path"))
        yield from validate_file_mode(item, "mode", at)


def validate_file_mode(source: Source, name: str, path: FieldPath) -> Iterator[FieldError]:
    """The permissions of files: nine bits."""
    mode = source.get(name, 0)
    if not 0 <= mode <= MAX_FILE_MODE:
        found = f"{mode} is not a file mode" if mode < 0 else f"{mode} (0{mode:o} in octal) is not a file mode"
        yield invalid(path.child(name), mode, f"{found}; give one from 0 to 0777, such as 0644 or 420.")


def validate_downward_api_volume_source(source: Source, path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors validateDownwardAPIVolumeSource, Kubernetes v1.36, pkg/apis/core/validation."""
    yield from validate_file_mode(source, "defaultMode", path)
    for item in source.get("items", ()):
        yield from validate_downward_api_volume_file(item, path, options)


def validate_downward_api_volume_file(item: Source, path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    """sic: the path is the source's, not the item's, so that `….downwardAPI.path` may mean any of the files.

    Mirrors validateDownwardAPIVolumeFile, Kubernetes v1.36, pkg/apis/core/validation.
    """
    target = item.get("path", "")
    if not target:
        yield required(path.child("path"), 'Name the file, such as "labels".')
    yield from validate_local_non_reserved_path(target, path.child("path"))
    if "fieldRef" in item:
        at = path.child("fieldRef")
        yield from validate_object_field_selector(item["fieldRef"], VOLUME_FIELD_PATHS, at, options)
        if "resourceFieldRef" in item:
            both = f"The file {show(target)} has both a fieldRef and a resourceFieldRef; keep one of them."
            yield invalid(path, "resource", both)
        yield from validate_downward_api_host_ips(item["fieldRef"], at, options)
    elif "resourceFieldRef" in item:
        at = path.child("resourceFieldRef")
        yield from validate_container_resource_field_selector(item["resourceFieldRef"], at, volume=True)
    else:
        yield required(path, f"The file {show(target)} shows nothing; give it a fieldRef or a resourceFieldRef.")
    yield from validate_file_mode(item, "mode", path)


def validate_csi_volume_source(source: Source, path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors validateCSIVolumeSource, Kubernetes v1.36, pkg/apis/core/validation."""
    yield from validate_csi_driver_name(source.get("driver", ""), path.child("driver"), options)
    if "nodePublishSecretRef" in source:
        name = source["nodePublishSecretRef"].get("name", "")
        if not name:
            yield required(path.child("nodePublishSecretRef", "name"), "Name the Secret that the driver reads.")
        else:
            # sic: the error is at the source's `name`, a field it does not have.
            yield from invalid_for_each(path.child("name"), name, is_dns1123_subdomain(name))


def validate_csi_driver_name(name: str, path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors ValidateCSIDriverName, Kubernetes v1.36, pkg/apis/core/validation."""
    if not name:
        yield required(path, 'Name the driver, such as "csi.example.com".')
        # Before 1.35 the empty name was also reported as an invalid DNS name.
        if options.minor >= 35:
            return
    if byte_length(name) > CSI_DRIVER_NAME_MAX_LENGTH:
        yield too_long(path, name, max_length_error(name, CSI_DRIVER_NAME_MAX_LENGTH))
    yield from invalid_for_each(path, name, is_dns1123_subdomain(go_lower(name)))


def validate_image_volume_source(source: Source, path: FieldPath, options: PodOptions) -> Iterator[FieldError]:
    """Mirrors validateImageVolumeSource, Kubernetes v1.36, pkg/apis/core/validation. A template may go without."""
    if not source.get("reference") and options.resource_is_pod:
        yield required(path.child("reference"), 'Name the image to mount, such as "registry.example.com/models:v1".')
    yield from validate_choice(source.get("pullPolicy", ""), PULL_POLICIES, path.child("pullPolicy"))
