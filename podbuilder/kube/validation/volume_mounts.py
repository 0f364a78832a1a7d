"""What a container does with the pod's volumes: mounts of file systems and raw block devices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from podbuilder.kube.core.field import FieldError, FieldPath, forbidden, invalid, not_found, required
from podbuilder.kube.validation.formats import show
from podbuilder.kube.validation.messages import some_of, unsupported
from podbuilder.kube.validation.paths import validate_local_descending_path, validate_path_no_backsteps

# The pod's volumes that are valid, by name.
Volumes = Mapping[str, Mapping[str, Any]]
MOUNT_PROPAGATIONS = ("None", "HostToContainer", "Bidirectional")
RECURSIVE_READ_ONLY_MODES = ("Disabled", "IfPossible", "Enabled")


def get_volume_mount_map(mounts: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """The mount path of each volume; of one mounted twice the last. Mirrors GetVolumeMountMap, Kubernetes v1.36."""
    return {mount.get("name", ""): mount.get("mountPath", "") for mount in mounts}


def get_volume_device_map(devices: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """The device path of each volume; of one used twice the last. Mirrors GetVolumeDeviceMap, Kubernetes v1.36."""
    return {device.get("name", ""): device.get("devicePath", "") for device in devices}


def validate_volume_mounts(
    mounts: Sequence[Mapping[str, Any]],
    volume_devices: Mapping[str, str],
    volumes: Volumes,
    container: Mapping[str, Any],
    path: FieldPath,
) -> Iterator[FieldError]:
    """Mirrors ValidateVolumeMounts, Kubernetes v1.36, pkg/apis/core/validation.

    1.31 and 1.32 also refuse a subPath of an image volume, but the volume's gate is off there, so none ever arrives.
    """
    mount_points: set[str] = set()
    device_paths = set(volume_devices.values())
    for i, mount in enumerate(mounts):
        item, name, mount_path = path.index(i), mount.get("name", ""), mount.get("mountPath", "")
        if not name:
            yield required(item.child("name"), "Name the volume to mount.")
        if name not in volumes:
            yield not_found(item.child("name"), name, _no_such_volume(name, volumes))
        if not mount_path:
            yield required(item.child("mountPath"), 'Say where the volume appears in the container, such as "/data".')
        if mount_path in mount_points:
            yield invalid(
                item.child("mountPath"), mount_path, f"Another volume is already mounted at {show(mount_path)}."
            )
        mount_points.add(mount_path)
        if name in volume_devices:
            yield invalid(item.child("name"), name, f"{show(name)} is already a block device of this container.")
        if mount_path in device_paths:
            found = f"{show(mount_path)} is already the path of a block device of this container"
            yield invalid(item.child("mountPath"), mount_path, f"{found}; choose another.")
        yield from _validate_sub_path(mount, item, path)
        if "mountPropagation" in mount:
            at = path.child("mountPropagation")
            yield from _of_mount(mount, validate_mount_propagation(mount["mountPropagation"], container, at))
        yield from _of_mount(mount, validate_mount_recursive_read_only(mount, path.child("recursiveReadOnly")))


def _no_such_volume(name: str, volumes: Volumes) -> str:
    if not name:
        return "Without a name the mount refers to no volume of the pod."
    told = f"; it has {some_of(volumes)}" if volumes else ". Add it to spec.volumes, or correct it there"
    return f"The pod has no valid volume {show(name)}{told}."


def _validate_sub_path(mount: Mapping[str, Any], item: FieldPath, mounts: FieldPath) -> Iterator[FieldError]:
    """sic: an error in the path itself is reported at `volumeMounts.subPath`, without the mount's index."""
    sub_path, sub_path_expr = mount.get("subPath", ""), mount.get("subPathExpr", "")
    yield from _of_mount(mount, validate_local_descending_path(sub_path, mounts.child("subPath")))
    if sub_path_expr:
        if sub_path:
            both = "subPath and subPathExpr exclude each other; keep one of them."
            yield invalid(item.child("subPathExpr"), sub_path_expr, both)
        yield from _of_mount(mount, validate_local_descending_path(sub_path_expr, mounts.child("subPathExpr")))


def _of_mount(mount: Mapping[str, Any], errors: Iterator[FieldError]) -> Iterator[FieldError]:
    """The errors whose paths do not tell which mount they concern, with sentences that do."""
    for error in errors:
        yield replace(error, detail=f"In the mount at {show(mount.get('mountPath', ''))}: {error.detail}")


def validate_mount_propagation(propagation: str, container: Mapping[str, Any], path: FieldPath) -> Iterator[FieldError]:
    """Mirrors validateMountPropagation, Kubernetes v1.36. sic: the path lacks the mount's index."""
    if propagation not in MOUNT_PROPAGATIONS:
        yield unsupported(path, propagation, MOUNT_PROPAGATIONS)
    if propagation == "Bidirectional" and not container.get("securityContext", {}).get("privileged"):
        yield forbidden(
            path, 'The propagation "Bidirectional" is for privileged containers only; use "HostToContainer".'
        )


def validate_mount_recursive_read_only(mount: Mapping[str, Any], path: FieldPath) -> Iterator[FieldError]:
    """Mirrors validateMountRecursiveReadOnly, Kubernetes v1.36. sic: the path lacks the mount's index."""
    mode = mount.get("recursiveReadOnly", "Disabled")
    if mode in ("IfPossible", "Enabled"):
        if not mount.get("readOnly"):
            yield forbidden(path, f'recursiveReadOnly "{mode}" needs a mount with readOnly: true.')
        if mount.get("mountPropagation", "None") != "None":
            yield forbidden(path, f'recursiveReadOnly "{mode}" needs a mount without propagation.')
    elif mode != "Disabled":
        yield unsupported(path, mode, RECURSIVE_READ_ONLY_MODES)


def validate_volume_devices(
    devices: Sequence[Mapping[str, Any]], volume_mounts: Mapping[str, str], volumes: Volumes, path: FieldPath
) -> Iterator[FieldError]:
    """Mirrors ValidateVolumeDevices, Kubernetes v1.36, pkg/apis/core/validation."""
    names: set[str] = set()
    paths: set[str] = set()
    mount_paths = set(volume_mounts.values())
    for i, device in enumerate(devices):
        item, name, device_path = path.index(i), device.get("name", ""), device.get("devicePath", "")
        yield from _validate_device_name(name, names, volumes, item.child("name"))
        if not device_path:
            yield required(
                item.child("devicePath"), 'Say where the device appears in the container, such as "/dev/xvda".'
            )
        if device_path in paths:
            yield invalid(item.child("devicePath"), device_path, f"Another device is already at {show(device_path)}.")
        backsteps = list(validate_path_no_backsteps(device_path, item.child("devicePath")))
        yield from backsteps
        if not backsteps:
            paths.add(device_path)
        if name in volume_mounts:
            yield invalid(item.child("name"), name, f"{show(name)} is already mounted in this container.")
        if device_path in mount_paths:
            found = f"Another volume is already mounted at {show(device_path)} in this container"
            yield invalid(item.child("devicePath"), device_path, f"{found}.")
        if name:
            names.add(name)


def _validate_device_name(name: str, names: set[str], volumes: Volumes, path: FieldPath) -> Iterator[FieldError]:
    if not name:
        yield required(path, "Name the volume whose device the container uses.")
    if name in names:
        yield invalid(path, name, f"{show(name)} is already a device of this container.")
    volume = volumes.get(name)
    if volume is None:
        yield not_found(path, name, _no_such_volume(name, volumes))
    elif "persistentVolumeClaim" not in volume and "ephemeral" not in volume:
        wanted = "only a persistentVolumeClaim or ephemeral volume can be used as a block device"
        yield invalid(path, name, f"{show(name)} has no block device; {wanted}.")
