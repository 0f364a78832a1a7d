"""Settings that go with a device: what a pod needs besides the device to be scheduled and to run well."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from podbuilder.kube.core import quantity
from podbuilder.kube.core.document import get, listed
from podbuilder.kube.core.field import Document, FieldPath
from podbuilder.kube.core.pod_containers import SHARED_MEMORY, SPEC
from podbuilder.kube.devices import node_labels
from podbuilder.kube.devices.requests import Vendor
from podbuilder.kube.manifest import Edit, pod_edits, remove_, set_


@dataclass(frozen=True, slots=True)
class DeviceWish:
    """A container that gets a device, and what else the user wants. `models` are node labels with their values."""

    container: FieldPath
    vendor: Vendor | None
    taint: str
    models: tuple[tuple[str, tuple[str, ...]], ...] = ()
    # Whether these models are required, or only preferred.
    is_strict: bool = True
    memory: str = "1Gi"


@dataclass(frozen=True, slots=True)
class DeviceSuggestion:
    """A setting that goes with a device: its label, the reason, and the edits; none if the pod has it already."""

    name: str
    label: str
    reason: str
    edits: tuple[Edit, ...]
    is_advised: bool = True
    # A warning to read before accepting it; "" for none.
    caution: str = ""

    @property
    def is_done(self) -> bool:
        return not self.edits


def offers(pod: Document, wish: DeviceWish) -> list[DeviceSuggestion]:
    """The settings that go with a device in this pod."""
    vendor = wish.vendor
    found = [_toleration(pod, wish.taint)]
    found += [_models(pod, key, values, is_strict=wish.is_strict) for key, values in wish.models]
    if vendor and vendor.runtime_class:
        found.append(_runtime_class(pod, vendor.runtime_class))
    found.append(_shared_memory(pod, wish.container, wish.memory))
    if get(pod, ("spec", "hostIPC")) is True:
        found.append(_host_ipc())
    if vendor and vendor.visible:
        found += _visible(pod, wish.container, vendor.visible)
    if vendor and vendor.env:
        found.append(_env(pod, wish.container, vendor.env))
    return found


def _toleration(pod: Document, key: str) -> DeviceSuggestion:
    wanted = {"key": key, "operator": "Exists", "effect": "NoSchedule"}
    has = any(tolerates(t, key) for t in pod_edits.items(pod, "spec", "tolerations"))
    edits = () if has else tuple(pod_edits.append(pod, SPEC.child("tolerations"), [wanted]))
    reason = "Nodes with devices often have this taint, which keeps out pods that do not tolerate it."
    return DeviceSuggestion("toleration", f"Tolerate the taint {key}", reason, edits)


def tolerates(toleration: dict[str, Any], key: str) -> bool:
    """Whether a toleration is for this taint's key, whatever its value."""
    any_effect = toleration.get("effect") in (None, "", "NoSchedule")
    is_any = not toleration.get("key") and toleration.get("operator") == "Exists"
    return any_effect and (is_any or toleration.get("key") == key)


def _models(pod: Document, key: str, values: tuple[str, ...], *, is_strict: bool) -> DeviceSuggestion:
    edits = node_labels.choose(pod, key, values, is_strict=is_strict)
    among = " or ".join(values)
    reason = "The resource's name does not say which model; the node's label does."
    if is_strict:
        return DeviceSuggestion(f"model:{key}", f"Only nodes with {key}: {among}", reason, edits)
    reason = f"{reason} Where none of these is free, another will do."
    return DeviceSuggestion(f"model:{key}", f"Preferably nodes with {key}: {among}", reason, edits)


def _runtime_class(pod: Document, name: str) -> DeviceSuggestion:
    path = SPEC.child("runtimeClassName")
    present = get(pod, path)
    reason = "If the runtime for devices is not the node's default, the pod must name it; the class must exist."
    return DeviceSuggestion(
        "runtime-class",
        f"Runtime class {name}",
        reason,
        () if present == name else (set_(path, name),),
        is_advised=False,
        caution=f"The pod has the runtime class {present}; it would be replaced."
        if present not in (None, name)
        else "",
    )


def _shared_memory(pod: Document, container: FieldPath, size: str) -> DeviceSuggestion:
    reason = (
        "Processes that share tensors, as PyTorch's loaders and NCCL do, need more than the 64 MiB of /dev/shm that a "
        "container has; what they use counts against its memory limit. Sharing the node's IPC (hostIPC) would "
        "also work, but Pod Security forbids it."
    )
    label, wanted = f"Shared memory of {size}", quantity.parse(size).canonical()
    caution = _too_little(pod, container, size)
    present = shared_memory(pod, container)
    if present is None:
        name = pod_edits.unique("shared-memory", pod_edits.names(pod_edits.items(pod, "spec", "volumes")))
        volume = {"name": name, "emptyDir": {"medium": "Memory", "sizeLimit": wanted}}
        edits = (
            *pod_edits.append(pod, container.child("volumeMounts"), [{"name": name, "mountPath": SHARED_MEMORY}]),
            *pod_edits.append(pod, SPEC.child("volumes"), [volume]),
        )
        return DeviceSuggestion("shared-memory", label, reason, edits, caution=caution)
    path, held = present
    if path is None or held in (size, wanted):
        return DeviceSuggestion("shared-memory", label, reason, ())
    edit = set_(path.child("emptyDir", "sizeLimit"), wanted)
    return DeviceSuggestion(
        "shared-memory", f"{label} instead of {held or 'no limit'}", reason, (edit,), caution=caution
    )


def shared_memory(pod: Document, container: FieldPath) -> tuple[FieldPath | None, str] | None:
    """The volume in memory that the container has at /dev/shm, and its size; no path for another one, None for none."""
    mounts = pod_edits.items(pod, *container, "volumeMounts")
    name = next((m.get("name") for m in mounts if str(m.get("mountPath", "")).rstrip("/") == SHARED_MEMORY), None)
    if name is None:
        return None
    volumes = SPEC.child("volumes")
    for number, volume in enumerate(listed(pod, volumes)):
        if get(volume, ("name",)) == name and get(volume, ("emptyDir", "medium")) == "Memory":
            return volumes.index(number), str(get(volume, ("emptyDir", "sizeLimit"), ""))
    return None, ""


def _too_little(pod: Document, container: FieldPath, size: str) -> str:
    limit = get(pod, (*container, "resources", "limits", "memory"))
    try:
        is_tight = quantity.parse(limit) <= quantity.parse(size) if isinstance(limit, (str, int)) else False
    except quantity.QuantityError:
        return ""
    return f"The container's memory limit is {limit}, which leaves no memory for anything else." if is_tight else ""


def _host_ipc() -> DeviceSuggestion:
    reason = (
        "With hostIPC the pod sees the shared memory of every process on the node, which Pod Security forbids; a "
        "volume at /dev/shm usually serves the same purpose."
    )
    return DeviceSuggestion(
        "host-ipc", "Stop sharing the node's IPC (hostIPC)", reason, (remove_(SPEC.child("hostIPC")),)
    )


def _visible(pod: Document, container: FieldPath, name: str) -> Iterator[DeviceSuggestion]:
    """The variable in which the plugin lists a container's devices: a value in the manifest would override it."""
    for number, variable in enumerate(listed(pod, (*container, "env"))):
        if isinstance(variable, dict) and variable.get("name") == name:
            reason = (
                "The device plugin lists the container's devices in it. A value in the manifest overrides that "
                "list, and gives the container access to devices that belong to others."
            )
            edit = remove_(container.child("env").index(number))
            yield DeviceSuggestion("visible", f"Leave {name} to the device plugin", reason, (edit,))
            return


def _env(pod: Document, container: FieldPath, env: dict[str, str]) -> DeviceSuggestion:
    has = env["name"] in pod_edits.names(pod_edits.items(pod, *container, "env"))
    wanted = {"name": env["name"], "value": env["value"]}
    edits = () if has else tuple(pod_edits.append(pod, container.child("env"), [wanted]))
    return DeviceSuggestion("env", f"Variable {env['name']}: {env['value']}", env["why"], edits, is_advised=False)
