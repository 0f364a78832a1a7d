"""What the device chooser posts: vendor, resource, count, container, and the options that go with them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from podbuilder.builder.forms.fields import as_posted
from podbuilder.builder.proposals.cluster_devices import ClusterDevices
from podbuilder.builder.steps.outline import CONTAINERS_HEADING, Step, container_path, steps_of
from podbuilder.kube.core import quantity
from podbuilder.kube.core.document import get
from podbuilder.kube.core.field import Document, FieldPath
from podbuilder.kube.core.whole_number import whole_number
from podbuilder.kube.devices import node_labels, requests, resource_claims
from podbuilder.kube.devices.requests import Vendor
from podbuilder.kube.devices.suggestions import shared_memory

OTHER, COUNTED, CLAIM = "other", "count", "claim"
MUST, RATHER = "must", "rather"
TEMPLATE = "template"
LONGEST, MOST_DIGITS, MOST_VALUES = 400, 30, 30
# Where no cluster is chosen.
NO_DEVICES = ClusterDevices()
_APART = re.compile(r"[\s,;]+")


class DeviceFormData(Protocol):
    """The posted form; a name may occur several times."""

    def get(self, key: str, /) -> str | None: ...
    def getlist(self, key: str, /) -> list[str]: ...


@dataclass(frozen=True)
class DeviceChoice:
    """The state of the chooser's form. Texts are as they were typed."""

    step: Step
    vendor: Vendor | None
    kind: str
    resource: str
    count: str
    # What was typed for each node label; for an unknown vendor the label itself is typed, too.
    models: tuple[tuple[str, str], ...]
    free_label: str
    is_strict: bool
    memory: str
    claim_name: str
    claim_source: str
    claim_object: str
    device_class: str
    claim_for: tuple[str, ...]
    # The options that were ticked, and those that the page showed.
    ticks: frozenset[str]
    seen: frozenset[str]
    # The resource or the claim to remove; "" if a device is to be added.
    remove: str
    remove_claim: str

    @property
    def at(self) -> FieldPath:
        return self.step.path

    @property
    def vendor_slug(self) -> str:
        return self.vendor.slug if self.vendor else OTHER

    @property
    def number(self) -> int | None:
        """The count; None if it is not a whole number."""
        return whole_number(self.count.strip(), most=10**MOST_DIGITS - 1)

    @property
    def wanted_models(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The node labels for which values were typed, with those values."""
        typed = ((key, tuple(filter(None, _APART.split(text)))[:MOST_VALUES]) for key, text in self.models)
        return tuple((key, tuple(dict.fromkeys(values))) for key, values in typed if key and values)

    @property
    def shape(self) -> str:
        """What decides which controls the form has."""
        return f"{self.step.slug} {self.vendor_slug} {self.kind} {self.remove} {self.remove_claim}"

    def is_ticked(self, name: str, *, is_advised: bool) -> bool:
        """Whether an option is ticked: as posted, or as advised if the page did not show it."""
        return name in self.ticks if name in self.seen else is_advised


def container_steps(pod: Document) -> list[Step]:
    """The containers that can have a device."""
    return [step for step in steps_of(pod) if step.heading == CONTAINERS_HEADING]


def posted_choice(
    pod: Document, version: str, data: DeviceFormData, nodes: ClusterDevices = NO_DEVICES
) -> DeviceChoice | None:
    """The choice that a page posts or an address names; None if it names no container of this pod.

    Where nothing is chosen yet, it is what most nodes of the cluster have.
    """
    steps = container_steps(pod)
    wanted = _text(data, "container")
    step = next((s for s in steps if s.slug == wanted), steps[0] if steps and not wanted else None)
    if step is None:
        return None
    present = requests.asked(get(pod, step.path))
    asked_for = _text(data, "resource") or next(iter(present), "")
    vendor = _vendor(_text(data, "vendor"), asked_for, nodes)
    resource = _resource(vendor, asked_for, nodes)
    claims = resource_claims.has_claims(version)
    keys = [model.key for model in vendor.models] if vendor else [_text(data, "label")]
    posted_for = tuple(data.getlist("claim-for"))
    classes = vendor.classes if vendor else ()
    return DeviceChoice(
        step=step,
        vendor=vendor,
        kind=CLAIM if _text(data, "kind") == CLAIM and claims else COUNTED,
        resource=resource,
        count=_text(data, "count", present.get(resource) or "1"),
        models=tuple((key, _text(data, f"model:{key}" if vendor else "model", _model(pod, key))) for key in keys),
        free_label=_text(data, "label"),
        is_strict=_text(data, "strict", _strictness(pod, keys)) != RATHER,
        memory=_text(data, "memory", _memory(pod, step.path)),
        claim_name=_text(data, "claim-name", "device"),
        claim_source=_text(data, "claim-source", TEMPLATE),
        claim_object=_text(data, "claim-object", "one-device"),
        device_class=_text(data, "class", classes[0] if classes else "gpu.example.com"),
        claim_for=posted_for or (step.slug,),
        ticks=frozenset(data.getlist("tick")),
        seen=frozenset(data.getlist("seen")),
        remove=_text(data, "remove") if _text(data, "remove") in present else "",
        remove_claim=_bound(pod, step.path, _text(data, "remove-claim")),
    )


def _text(data: DeviceFormData, name: str, default: str = "") -> str:
    """The posted text; the default if the page has no such control."""
    found = data.get(name)
    return default if found is None else as_posted(str(found))[:LONGEST].strip()


def _vendor(slug: str, resource: str, nodes: ClusterDevices) -> Vendor | None:
    """The chosen vendor, or else the vendor of the resource, or else the first, of those that the nodes have if any."""
    if slug == OTHER:
        return None
    if slug:
        return requests.vendor(slug) or requests.vendors()[0]
    found = requests.vendor_of(resource)
    is_listed = found is not None and any(r.name == resource for r in found.resources)
    if resource:
        return found if is_listed else None
    return next(filter(None, map(requests.vendor, nodes.vendors)), requests.vendors()[0])


def _resource(vendor: Vendor | None, name: str, nodes: ClusterDevices) -> str:
    """The chosen resource if the vendor has it; otherwise the vendor's first, of those that the nodes have if any."""
    here = nodes.vendors.get(vendor.slug, []) if vendor else []
    if vendor is None or name in here or any(r.name == name for r in vendor.resources):
        return name
    return here[0] if here else vendor.resources[0].name


def _model(pod: Document, key: str) -> str:
    """The models that the pod already selects."""
    return ", ".join(node_labels.chosen(pod, key)[0])


def _strictness(pod: Document, keys: list[str]) -> str:
    found = [node_labels.chosen(pod, key) for key in keys]
    return RATHER if any(values and not is_strict for values, is_strict in found) else MUST


def _memory(pod: Document, container: FieldPath) -> str:
    """The size of the container's shared memory, or the default."""
    present = shared_memory(pod, container)
    return (present[1] if present else "") or "1Gi"


def _bound(pod: Document, container: FieldPath, name: str) -> str:
    return name if name in resource_claims.bound(get(pod, container)) else ""


def memory_problem(text: str) -> str:
    """Why this is not a size of a volume; "" if it is one."""
    try:
        size = quantity.parse(text)
    except quantity.QuantityError:
        return "A size is a number with a unit, such as 1Gi."
    return "" if size.sign > 0 else "A size must be more than zero."


def steps_for(pod: Document, slugs: Iterable[str]) -> list[Step]:
    """The steps of the containers with these slugs, each once."""
    by_path = {step.path: step for step in container_steps(pod)}
    paths = dict.fromkeys(map(container_path, slugs))
    return [by_path[path] for path in paths if path is not None and path in by_path]
