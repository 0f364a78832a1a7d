"""The keys at the top of a Compose file: its name, and what it defines beside services."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from podbuilder.kube.conversion_report.note import Note, asks, companion, left, nothing
from podbuilder.kube.conversion_report.report import Outcome
from podbuilder.kube.core.document import Path as ValuePath
from podbuilder.kube.importers.compose.services.imported_service import ServicePlan
from podbuilder.kube.importers.compose.services.secret_definitions import secret_notes
from podbuilder.kube.importers.compose.services.volume_definitions import volume_notes
from podbuilder.kube.importers.compose.services.workload_document import PART_OF
from podbuilder.kube.importers.container_settings.object_names import label

TopNote = tuple[ValuePath, Note]
_VERSION = "Compose no longer reads it."
_INCLUDE = "Compose adds the services of that file. Bring it by itself, or paste both files as one."
_MODELS = "Kubernetes has no object for a model: a service of its own serves one."
_DRIVERS = ("", "bridge", "overlay", "default")
_NETWORK_SAYS = {
    "attachable": "Containers outside of Compose do not exist in a cluster; every pod reaches every other one.",
    "driver": "The cluster's network plugin takes the place of drivers.",
    "driver_opts": "The cluster's network plugin takes the place of drivers and their options.",
    "enable_ipv4": "Which kinds of addresses pods have is the cluster's setting.",
    "enable_ipv6": "Which kinds of addresses pods have is the cluster's setting.",
    "ipam": "The cluster gives addresses to pods and Services.",
    "labels": "There is no object for a network that could have labels.",
}
_NETWORK_NOTHING = {
    "external": "Pods share one network, so nothing has to be joined to it.",
    "name": "Pods share one network, which needs no name.",
}


def definition_notes(plan: ServicePlan, is_apart: bool) -> Iterator[TopNote]:
    """What becomes of the keys at the top, once all services are there; NetworkPolicies may keep networks apart."""
    file = plan.file
    if file.version is not None:
        yield ("version",), nothing(_VERSION)
    if file.node_of(("name",)) is not None:
        yield ("name",), _name(plan)
    for index, _ in enumerate(file.includes):
        yield ("include", index), left(_INCLUDE)
    for name in file.models:
        yield ("models", name), left(_MODELS)
    for name, network in file.networks.items():
        yield from _network(name, network or {}, is_apart)
    yield from volume_notes(plan)
    yield from secret_notes(plan)


def _name(plan: ServicePlan) -> Note:
    """The project's name, which all of its pods bear."""
    name = label(plan.file.name, "")
    if not name:
        return left("It has no letter or digit.")
    for workload in plan.workloads:
        workload.pod.metadata.setdefault("labels", {})[PART_OF] = name
    return Note(Outcome.COMPANION, f"metadata.labels[{PART_OF}]", "All pods of the file have this label.")


def _network(name: str, network: Mapping[str, Any], is_apart: bool) -> Iterator[TopNote]:
    at = ("networks", name)
    if not network:
        kept = companion(
            "NetworkPolicy", label(f"network-{name}"), "It keeps others away from the pods of this network."
        )
        yield at, kept if is_apart else nothing("All pods share one network.")
    for setting, value in network.items():
        if setting == "internal":
            yield (*at, setting), _internal(bool(value), is_apart)
        elif setting == "driver" and value in _DRIVERS:
            yield (*at, setting), nothing("Every pod has an address that all others reach, on whichever node.")
        elif setting in _NETWORK_NOTHING:
            yield (*at, setting), nothing(_NETWORK_NOTHING[setting])
        else:
            yield (*at, setting), left(_NETWORK_SAYS[setting])


def _internal(is_internal: bool, is_apart: bool) -> Note:
    if not is_internal:
        return nothing("That is how it is anyway.")
    if is_apart:
        return companion(
            "NetworkPolicy", "egress", "Pods that have internal networks only reach nobody outside of them."
        )
    return asks("NetworkPolicy", "Pods reach the world outside, unless a NetworkPolicy forbids it.")
