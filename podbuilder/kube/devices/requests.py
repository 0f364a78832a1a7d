"""GPUs and other devices: who makes them, what a container may ask for, and how it asks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from podbuilder.kube.core.document import get
from podbuilder.kube.core.field import Document, FieldPath
from podbuilder.kube.core.whole_number import whole_number
from podbuilder.kube.manifest import Edit, set_

_DATA = Path(__file__).with_name("devices.yaml")
_RESOURCE = re.compile(r"[a-z0-9]([-.a-z0-9]*[a-z0-9])?/[A-Za-z0-9]([-._A-Za-z0-9]*[A-Za-z0-9])?")
_LONGEST_DOMAIN, _LONGEST_NAME = 253, 63
# The largest quantity that the API server counts exactly.
MOST = (1 << 63) - 1

RULES = (
    "Devices are requested in whole numbers; a container cannot have half of one.",
    "The limit is required. A request may be left out; if it is there, it must equal the limit, because devices "
    "are never overcommitted.",
    "Two containers never share a device, unless the cluster offers slices or shares of it by name.",
    "The pod waits until one node has as many free devices as it asks for.",
)
WAYS = {"whole": "Whole devices", "slice": "Slices", "shared": "Time-shared"}


@dataclass(frozen=True, slots=True)
class Resource:
    """A kind of device that a container asks for by name; `way` is a key of WAYS."""

    name: str
    label: str
    way: str


@dataclass(frozen=True, slots=True)
class NodeLabel:
    """A label that says which devices a node has, who writes it, and values that it may have."""

    key: str
    label: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vendor:
    """A maker of devices, and what is known about the nodes that have them."""

    slug: str
    label: str
    source: str
    resources: tuple[Resource, ...]
    taint: str
    models: tuple[NodeLabel, ...]
    # The device classes of the vendor's driver for resource claims.
    classes: tuple[str, ...]
    runtime_class: str = ""
    # The variable that the device plugin sets itself.
    visible: str = ""
    env: dict[str, str] | None = None


@lru_cache(maxsize=1)
def vendors() -> tuple[Vendor, ...]:
    """The vendors whose devices are known."""
    data = yaml.load(_DATA.read_bytes(), yaml.CSafeLoader)
    return tuple(
        Vendor(
            slug=slug,
            label=v["label"],
            source=v["source"],
            resources=tuple(Resource(**r) for r in v["resources"]),
            taint=v["taint"],
            models=tuple(NodeLabel(m["key"], m["label"], tuple(m["values"])) for m in v["models"]),
            classes=tuple(v["classes"]),
            runtime_class=v.get("runtime-class", ""),
            visible=v.get("visible", ""),
            env=v.get("env"),
        )
        for slug, v in data.items()
    )


def vendor(slug: str) -> Vendor | None:
    """The vendor with this slug."""
    return next((v for v in vendors() if v.slug == slug), None)


def vendor_of(resource: str) -> Vendor | None:
    """The vendor of a resource, by its domain."""
    domain = resource.partition("/")[0]
    return next((v for v in vendors() if any(r.name.partition("/")[0] == domain for r in v.resources)), None)


def known(name: str) -> Resource | None:
    """What is known about a resource, by its full name."""
    return next((r for v in vendors() for r in v.resources if r.name == name), None)


def problem(resource: str, count: Any) -> str:
    """What is wrong with a request for devices, as a sentence; "" if nothing is."""
    domain, _, name = resource.partition("/")
    if not _RESOURCE.fullmatch(resource):
        return "A device's resource has a domain and a name, such as nvidia.com/gpu."
    if len(domain) > _LONGEST_DOMAIN or len(name) > _LONGEST_NAME:
        return f"A resource's domain has at most {_LONGEST_DOMAIN} characters, and its name {_LONGEST_NAME}."
    if domain == "kubernetes.io" or domain.endswith(".kubernetes.io"):
        return "Names under kubernetes.io belong to Kubernetes; no device has one."
    if type(count) is not int or count < 1:
        return "The number of devices must be a whole number, at least 1."
    if count > MOST:
        return "The API server cannot count that many devices."
    found = known(resource)
    if found and found.way == "shared" and count > 1:
        return "Several shares may come from the same GPU, and then add nothing; ask for 1."
    return ""


def asked(container: Any) -> dict[str, str]:
    """The amounts of devices that a container asks for, by resource, as written (the limit before the request)."""
    found: dict[str, str] = {}
    for side in ("limits", "requests"):
        amounts = get(container, ("resources", side))
        for name, amount in amounts.items() if isinstance(amounts, dict) else ():
            if _RESOURCE.fullmatch(str(name)) and not problem(str(name), 1):
                found.setdefault(str(name), "" if isinstance(amount, (dict, list)) else str(amount))
    return found


def ask(pod: Document, container: FieldPath, resource: str, count: int) -> list[Edit]:
    """The edits that give a container this many devices: the limit, and the same request; "2" counts as 2.

    The number is in quotes if that of this resource is, or else the whole numbers beside it.
    """
    resources = [get(pod, (*container, "resources", side)) for side in ("requests", "limits")]
    amounts = [one for one in resources if isinstance(one, dict)]
    own = [one[resource] for one in amounts if resource in one]
    others = [amount for one in amounts for amount in one.values() if whole_number(str(amount)) is not None]
    is_quoted = any(isinstance(amount, str) for amount in (own or others))
    return [
        set_(container.child("resources", side).key(resource), str(count) if is_quoted else count)
        for side in ("requests", "limits")
        if str(get(pod, (*container, "resources", side, resource))) != str(count)
    ]


def label_of(resource: str, count: int | str = "") -> str:
    """A resource in words, with the number of devices: "2 × NVIDIA GPU"."""
    maker, found = vendor_of(resource), known(resource)
    label = resource
    if maker and found:
        label = maker.label if found is maker.resources[0] else f"{maker.label}: {found.label}"
    return f"{count} × {label}" if count != "" else label
