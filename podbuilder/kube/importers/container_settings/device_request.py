"""GPUs and other devices of a machine: resources that a device plugin offers."""

from __future__ import annotations

import csv
import re

from podbuilder.kube.conversion_report.note import Note, asks, carried, different, left, refused
from podbuilder.kube.core.whole_number import whole_number
from podbuilder.kube.importers.container_settings.imported_pod import ContainerParts
from podbuilder.kube.importers.container_settings.mount import Mount, MountType
from podbuilder.kube.importers.container_settings.variable import set_variable
from podbuilder.kube.importers.container_settings.volume_mount import mount_volume
from podbuilder.kube.importers.question import AnswerType, Question

_RESOURCES = {"nvidia": "nvidia.com/gpu", "amd": "amd.com/gpu"}
_ALL = ("all", "-1")
_NVIDIA = re.compile(r"/dev/nvidia[0-9]{1,3}")
# Kubernetes' name of a device with a driver of its own: vendor.com/class=name.
_CDI = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*=[\w.:-]+")


def request_gpus(parts: ContainerParts, text: str) -> Note:
    """GPUs in the form of docker's `--gpus`: a number, `all`, or `device=0,2` and more, separated by commas."""
    values: dict[str, list[str]] = {}
    name = "count"
    for item in next(csv.reader([_unquoted(text).replace("\n", " ")]), []):
        before, equals, value = item.partition("=")
        if equals:
            name = before
        elif name not in ("device", "capabilities"):
            name = "count"
        values.setdefault(name, []).append(value if equals else item)
    count, driver = values.get("count", [""])[-1], values.get("driver", ["nvidia"])[-1]
    devices, capabilities = values.get("device", []), values.get("capabilities", [])
    return add_gpus(parts, count, driver, devices, capabilities)


def add_gpus(parts: ContainerParts, count: str, driver: str, devices: list[str], capabilities: list[str]) -> Note:
    """GPUs by their number or by the devices chosen of one machine."""
    resource = _RESOURCES.get(driver)
    if resource is None:
        return left(
            "Only NVIDIA's and AMD's GPUs have a resource that is known here; ask its maker for the device plugin."
        )
    if capabilities:
        set_variable(parts, "NVIDIA_DRIVER_CAPABILITIES", ",".join(capabilities))
    if devices:
        to = parts.set(("resources", "limits", resource), str(len(devices)))
        return different(to, "The number is the same; which of the node's GPUs they are is Kubernetes' choice.")
    if not count or count in _ALL:
        question = Question("gpus", "Number of GPUs", "1", AnswerType.NUMBER, is_of_container=True)
        number = whole_number(parts.questions.ask(question), 1000, 1) or 1
        to = parts.set(("resources", "limits", resource), str(number))
        if parts.questions.is_answered(question):
            return carried(to)
        return asks(to, "“All” is not a number that Kubernetes can schedule; 1 stands in for it.")
    if whole_number(count, 1000, 1) is None:
        return refused("This needs a number of GPUs, all, or device= with a list.")
    return carried(parts.set(("resources", "limits", resource), count))


def _unquoted(text: str) -> str:
    """`"device=0,2"`, whose quotes were meant for docker."""
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] == '"' else text


def device_mount(text: str) -> Mount | None:
    """The mount of a device of the machine; None for what is a resource, or no device."""
    source, _, rest = text.partition(":")
    target = rest.partition(":")[0]
    if not source.startswith("/") or ".." in source.split("/") or _NVIDIA.fullmatch(source):
        return None
    return Mount(MountType.BIND, target if target.startswith("/") else source, source)


def add_device(parts: ContainerParts, text: str) -> Note:
    """A device of the machine, `/dev/snd:/dev/snd:rw`."""
    if _CDI.fullmatch(text):
        return left("Dynamic resource allocation gives such devices: a ResourceClaim, and spec.resourceClaims.")
    source = text.partition(":")[0]
    if _NVIDIA.fullmatch(source):
        limits = parts.container.get("resources", {}).get("limits", {})
        number = int(limits.get(_RESOURCES["nvidia"], "0")) + 1
        to = parts.set(("resources", "limits", _RESOURCES["nvidia"]), str(number))
        return different(to, "It is one GPU; which of the node's GPUs is Kubernetes' choice.")
    mount = device_mount(text)
    if mount is None:
        return refused("A device is a path such as /dev/fuse.")
    mount_volume(parts, mount, {"hostPath": {"path": source}})
    return different(
        parts.at(f"volumeMounts[{len(parts.container['volumeMounts']) - 1}]"),
        "The container sees the node's device, and may use it only if it is privileged; a device plugin is better.",
    )
