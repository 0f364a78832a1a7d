"""The device chooser's page: its controls with texts and errors, and the devices that the container already has."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from urllib.parse import urlencode

from podbuilder.builder.draft_cluster import on_nodes
from podbuilder.builder.forms.names import dom_id
from podbuilder.builder.proposals.cluster_devices import ClusterDevices
from podbuilder.builder.proposals.device_post import (
    CLAIM,
    COUNTED,
    MUST,
    OTHER,
    RATHER,
    TEMPLATE,
    DeviceChoice,
    container_steps,
)
from podbuilder.builder.proposals.device_request import DeviceRequest
from podbuilder.kube.core.document import get
from podbuilder.kube.devices import requests, resource_claims

KINDS = ((COUNTED, "By count, under a resource name"), (CLAIM, "By resource claim (DRA)"))
STRICT = ((MUST, "Required"), (RATHER, "Preferred, if any are free"))
SOURCES = ((TEMPLATE, "A claim for each pod, from a template"), ("claim", "One claim that pods share"))
COUNT_HINT = "A whole number. It is written as the limit, and as the same request: devices are never overcommitted."
Choices = list[tuple[str, list[tuple[str, str]]]]


@dataclass(frozen=True)
class DeviceControl:
    """One control: a text box, or a select where it has groups of choices (value and label, by the group's title)."""

    name: str
    label: str
    text: str
    hint: str = ""
    groups: Choices | None = None
    offered: tuple[str, ...] = ()
    error: str = ""
    input_mode: str = ""
    is_wide: bool = False

    @property
    def id(self) -> str:
        return dom_id(self.name)


@dataclass(frozen=True)
class PresentDevice:
    """A device that the container has: its label, and the queries of the addresses that change or remove it."""

    label: str
    change: str
    remove: str


def device_context(wanted: DeviceRequest) -> dict[str, object]:
    """The context of the chooser's templates."""
    return {
        "devices": wanted,
        "choice": wanted.choice,
        "present": present_devices(wanted),
        "is_removal": wanted.is_removal,
        "controls": what_controls(wanted),
        "model_controls": model_controls(wanted.choice, wanted.nodes) if not wanted.is_claim else [],
        "strict_control": strict_control(wanted.choice),
        "memory_control": memory_control(wanted),
        "sharers": sharers(wanted) if wanted.is_claim else [],
        "rules": requests.RULES,
        "cautions": cautions(wanted),
        "source": wanted.choice.vendor.source if wanted.choice.vendor else "",
    }


def present_devices(wanted: DeviceRequest) -> list[PresentDevice]:
    """The devices that the container already has."""
    container, slug = get(wanted.manifest.pod, wanted.choice.at), wanted.choice.step.slug

    def query(**more: str) -> str:
        return urlencode({"container": slug, **more})

    found = [
        PresentDevice(requests.label_of(name, amount), query(resource=name), query(remove=name))
        for name, amount in requests.asked(container).items()
    ]
    claims = resource_claims.claims_of(wanted.manifest.pod)
    for name in resource_claims.bound(container):
        held = claims.get(name, {})
        source = held.get("resourceClaimTemplateName") or held.get("resourceClaimName") or "a claim not in the pod"
        found.append(PresentDevice(f"Claim {name}, from {source}", "", query(**{"remove-claim": name})))
    return found


def what_controls(wanted: DeviceRequest) -> list[DeviceControl]:
    """The controls for the container, the vendor, the resource and the count."""
    choice, problems = wanted.choice, wanted.outcome.problems
    containers = [(step.slug, f"{step.title} ({step.role})") for step in container_steps(wanted.manifest.pod)]
    kinds = [kind for kind in KINDS if kind[0] == COUNTED or resource_claims.has_claims(wanted.draft.kubernetes)]
    found = [
        DeviceControl("container", "Container", choice.step.slug, groups=_one(containers)),
        DeviceControl("vendor", "Device", choice.vendor_slug, groups=vendor_groups(wanted.nodes)),
    ]
    if len(kinds) > 1:
        found.append(DeviceControl("kind", "How to request it", choice.kind, groups=_one(kinds), is_wide=True))
    count = DeviceControl(
        "count",
        "How many",
        choice.count,
        COUNT_HINT,
        error=problems.get("count", ""),
        input_mode="numeric",
        is_wide=True,
    )
    if wanted.is_claim:
        return [*found, *claim_controls(wanted, replace(count, hint="A whole number, in the object that is claimed."))]
    what = DeviceControl(
        "resource", "What", choice.resource, groups=resource_groups(choice, wanted.nodes), is_wide=True
    )
    if choice.vendor is None:
        hint = "The name under which the cluster's device plugin offers it."
        here, error = tuple(wanted.nodes.resources), problems.get("resource", "")
        what = DeviceControl("resource", "Resource", choice.resource, hint, offered=here, error=error)
    return [*found, what, count]


def claim_controls(wanted: DeviceRequest, count: DeviceControl) -> list[DeviceControl]:
    choice, problems = wanted.choice, wanted.outcome.problems
    classes = (*wanted.nodes.objects("DeviceClass"), *(choice.vendor.classes if choice.vendor else ()))
    is_template = choice.claim_source == TEMPLATE
    return [
        DeviceControl("claim-source", "Claim", choice.claim_source, groups=_one(list(SOURCES)), is_wide=True),
        DeviceControl(
            "claim-object",
            "Name of the template or claim",
            choice.claim_object,
            "The object in the cluster, in the pod's namespace.",
            offered=wanted.nodes.objects("ResourceClaimTemplate" if is_template else "ResourceClaim"),
            error=problems.get("claim-object", ""),
        ),
        DeviceControl(
            "claim-name",
            "Name within the pod",
            choice.claim_name,
            "Containers refer to the claim by this name.",
            error=problems.get("claim-name", ""),
        ),
        DeviceControl(
            "class",
            "Device class",
            choice.device_class,
            "Used in the object to start from.",
            offered=tuple(dict.fromkeys(classes)),
        ),
        count,
    ]


def vendor_groups(nodes: ClusterDevices) -> Choices:
    """The vendors, those whose devices the nodes have first."""
    every = [*((v.slug, v.label) for v in requests.vendors()), (OTHER, "Another, by its name")]
    here = [(slug, label) for slug, label in every if (slug if slug != OTHER else "") in nodes.vendors]
    others = [one for one in every if one not in here]
    return [(nodes.title, here), ("Others", others)] if here else _one(every)


def resource_groups(choice: DeviceChoice, nodes: ClusterDevices) -> Choices:
    """A vendor's resources in groups: what the nodes have, then whole devices, slices, shares."""
    listed = choice.vendor.resources if choice.vendor else ()
    labels = {r.name: f"{r.label} · {r.name}" for r in listed}
    here = nodes.vendors.get(choice.vendor_slug, [])
    by_way = groupby(sorted(listed, key=lambda r: list(requests.WAYS).index(r.way)), key=lambda r: r.way)
    groups = [
        (requests.WAYS[way], [(r.name, labels[r.name]) for r in group if r.name not in here]) for way, group in by_way
    ]
    first = [(name, f"{labels.get(name, name)}, {on_nodes(nodes.resources[name])}") for name in here]
    return [(title, choices) for title, choices in ((nodes.title, first), *groups) if choices]


def model_controls(choice: DeviceChoice, nodes: ClusterDevices) -> list[DeviceControl]:
    """A control for each node label that tells the model of a device."""
    if choice.vendor is None:
        typed = choice.models[0][1]
        return [
            DeviceControl("label", "Label of the nodes", choice.free_label, "The label that holds the model."),
            DeviceControl("model", "Its values", typed, "One or several, separated by commas."),
        ]
    texts = dict(choice.models)
    return [
        DeviceControl(
            f"model:{model.key}",
            model.label,
            texts.get(model.key, ""),
            model.key,
            offered=tuple(dict.fromkeys((*nodes.label_values(model.key), *model.values))),
        )
        for model in choice.vendor.models
    ]


def memory_control(wanted: DeviceRequest) -> DeviceControl:
    error = wanted.outcome.problems.get("memory", "")
    return DeviceControl(
        "memory", "Size of the shared memory", wanted.choice.memory, offered=("1Gi", "8Gi", "64Gi"), error=error
    )


def strict_control(choice: DeviceChoice) -> DeviceControl:
    return DeviceControl("strict", "How strict", MUST if choice.is_strict else RATHER, groups=_one(list(STRICT)))


def sharers(wanted: DeviceRequest) -> list[tuple[str, str, bool]]:
    """The containers that can use a claim: slug, name, and whether each is chosen."""
    return [(s.slug, s.title, s.slug in wanted.choice.claim_for) for s in container_steps(wanted.manifest.pod)]


def cautions(wanted: DeviceRequest) -> list[str]:
    """Warnings about resource claims in the chosen version."""
    version = wanted.draft.kubernetes
    if not wanted.is_claim or resource_claims.is_stable(version):
        return []
    return [
        f"Resource claims are enabled in every cluster since {resource_claims.STABLE_SINCE}; in {version} the cluster "
        "must enable the feature gate DynamicResourceAllocation and its API."
    ]


def _one(choices: list[tuple[str, str]]) -> Choices:
    return [("", choices)]
