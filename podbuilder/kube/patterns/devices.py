"""GPUs and other devices: what a container asks for, and what a pod needs besides to be scheduled and to run well."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from podbuilder.kube import quantity
from podbuilder.kube.containers import SPEC
from podbuilder.kube.document import get
from podbuilder.kube.field import Document, FieldPath
from podbuilder.kube.manifest import Edit, set_
from podbuilder.kube.patterns import pod_parts

_DATA = Path(__file__).with_name("devices.yaml")
_RESOURCE = re.compile(r"[a-z0-9]([-.a-z0-9]*[a-z0-9])?/[A-Za-z0-9]([-._A-Za-z0-9]*[A-Za-z0-9])?")
SHARED_MEMORY = "/dev/shm"  # noqa: S108 (a path inside a pod; nothing is written to it here)

RULES = (
    "A device is asked for in whole numbers.",
    "The limit is needed; a request may be left out, and is the same as the limit if it is there.",
    "A device is never lent to two containers at once, unless the cluster offers slices or shares of it by name.",
    "The pod waits until one node has as many free as it asks for.",
)


@dataclass(frozen=True, slots=True)
class Vendor:
    """Who makes a device, and what is known of its nodes."""

    slug: str
    label: str
    source: str
    resources: tuple[dict[str, Any], ...]
    taint: str
    models: tuple[dict[str, str], ...]
    runtime_class: str = ""
    env: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that goes well with a device: a tick, why, and the edits; empty where the pod has it already."""

    name: str
    label: str
    reason: str
    edits: tuple[Edit, ...]
    is_advised: bool = True


@lru_cache(maxsize=1)
def vendors() -> tuple[Vendor, ...]:
    """The vendors whose devices are known."""
    data = yaml.load(_DATA.read_bytes(), yaml.CSafeLoader)
    return tuple(
        Vendor(
            slug=slug,
            label=v["label"],
            source=v["source"],
            resources=tuple(v["resources"]),
            taint=v["taint"],
            models=tuple(v["models"]),
            runtime_class=v.get("runtime-class", ""),
            env=v.get("env"),
        )
        for slug, v in data.items()
    )


def vendor_of(resource: str) -> Vendor | None:
    """Who makes what a resource names, by its domain."""
    domain = resource.partition("/")[0]
    return next((v for v in vendors() if any(r["name"].partition("/")[0] == domain for r in v.resources)), None)


def problem(resource: str, count: Any) -> str:
    """What is wrong with a wish for devices, in a sentence; nothing where all is well."""
    if not _RESOURCE.fullmatch(resource):
        return "A device's resource has a domain and a name, such as nvidia.com/gpu."
    if type(count) is not int or count < 1:
        return "A device is asked for in whole numbers from 1 on."
    if vendor_of(resource) and get(_resource(resource), ("shared",)) and count > 1:
        return "More than one share may come from one GPU, and then gives nothing more; ask for 1."
    return ""


def _resource(name: str) -> dict[str, Any]:
    return next((r for v in vendors() for r in v.resources if r["name"] == name), {})


def ask(pod: Document, container: FieldPath, resource: str, count: int) -> list[Edit]:
    """The edits that give a container this many devices: the limit, and the same request."""
    return [
        set_(container.child("resources", side).key(resource), count)
        for side in ("requests", "limits")
        if get(pod, (*container, "resources", side, resource)) != count
    ]


def offers(
    pod: Document, container: FieldPath, resource: str, model: tuple[str, str] | None = None, memory: str = "1Gi"
) -> list[Offer]:
    """What goes well with a device; `model` is a node's label and its value, `memory` the size of the shared memory."""
    vendor = vendor_of(resource)
    found = [_toleration(pod, vendor.taint if vendor else resource)]
    if model:
        found.append(_selector(pod, *model))
    if vendor and vendor.runtime_class:
        found.append(_runtime_class(pod, vendor.runtime_class))
    found.append(_shared_memory(pod, container, memory))
    if vendor and vendor.env:
        found.append(_env(pod, container, vendor.env))
    return found


def _toleration(pod: Document, key: str) -> Offer:
    present = pod_parts.items(pod, "spec", "tolerations")
    has = any(t.get("key") == key or (not t.get("key") and t.get("operator") == "Exists") for t in present)
    wanted = {"key": key, "operator": "Exists", "effect": "NoSchedule"}
    edits = () if has else tuple(pod_parts.append(pod, SPEC.child("tolerations"), [wanted]))
    reason = "Nodes with devices often turn away pods that do not say that they want one."
    return Offer("toleration", f"Tolerate the taint {key}", reason, edits)


def _selector(pod: Document, key: str, value: str) -> Offer:
    path = SPEC.child("nodeSelector").key(key)
    edits = () if get(pod, path) == value else (set_(path, value),)
    reason = "The resource's name does not say which model; the node's label does."
    return Offer("model", f"Only nodes with {key}: {value}", reason, edits)


def _runtime_class(pod: Document, name: str) -> Offer:
    path = SPEC.child("runtimeClassName")
    edits = () if get(pod, path) else (set_(path, name),)
    reason = (
        "Where it is not the node's default, the runtime that hands devices out must be named; the class must exist."
    )
    return Offer("runtime-class", f"Runtime class {name}", reason, edits, is_advised=False)


def _shared_memory(pod: Document, container: FieldPath, size: str) -> Offer:
    mounts = pod_parts.items(pod, *container, "volumeMounts")
    reason = (
        "Processes that share tensors, as PyTorch's loaders and NCCL do, need more than the 64 MiB of /dev/shm that a "
        "container has; what they use counts against its memory limit. Sharing the node's IPC (hostIPC) would do it, "
        "too, but Pod Security forbids that."
    )
    label = f"Shared memory of {size}"
    if any(str(m.get("mountPath", "")).rstrip("/") == SHARED_MEMORY for m in mounts):
        return Offer("shared-memory", label, reason, ())
    name = pod_parts.unique("shared-memory", pod_parts.names(pod_parts.items(pod, "spec", "volumes")))
    volume = {"name": name, "emptyDir": {"medium": "Memory", "sizeLimit": quantity.parse(size).canonical()}}
    edits = (
        *pod_parts.append(pod, container.child("volumeMounts"), [{"name": name, "mountPath": SHARED_MEMORY}]),
        *pod_parts.append(pod, SPEC.child("volumes"), [volume]),
    )
    return Offer("shared-memory", label, reason, edits)


def _env(pod: Document, container: FieldPath, env: Mapping[str, str]) -> Offer:
    has = env["name"] in pod_parts.names(pod_parts.items(pod, *container, "env"))
    wanted = {"name": env["name"], "value": env["value"]}
    edits = () if has else tuple(pod_parts.append(pod, container.child("env"), [wanted]))
    return Offer("env", f"Variable {env['name']}", env["why"], edits, is_advised=False)


def claim(
    pod: Document, container: FieldPath, name: str, *, claim_name: str = "", template: str = ""
) -> Iterator[Edit]:
    """The edits that bind a container to a resource claim, or to one made from a template: the modern way."""
    source = {"resourceClaimTemplateName": template} if template else {"resourceClaimName": claim_name}
    if name not in pod_parts.names(pod_parts.items(pod, "spec", "resourceClaims")):
        yield from pod_parts.append(pod, SPEC.child("resourceClaims"), [{"name": name, **source}])
    if name not in pod_parts.names(pod_parts.items(pod, *container, "resources", "claims")):
        yield from pod_parts.append(pod, container.child("resources", "claims"), [{"name": name}])
