"""The devices that the nodes of the chosen cluster have, which the device chooser offers first."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import cached_property

from podbuilder.builder.draft_cluster import cluster_of, names_in
from podbuilder.builder.models import Draft
from podbuilder.kube.cluster.known_names import KnownNames
from podbuilder.kube.devices import requests


@dataclass(frozen=True)
class ClusterDevices:
    """What the device chooser knows of a cluster. Without one, nodes have nothing that is known."""

    name: str = ""
    names: KnownNames | None = None

    @property
    def title(self) -> str:
        """Above what the cluster has: `In prod-eu`."""
        return f"In {self.name}"

    @cached_property
    def resources(self) -> dict[str, int]:
        """On how many nodes there is some of each device; what most nodes have comes first."""
        found = self.names.resources if self.names else {}
        return {name: count for name, count in found.items() if not requests.problem(name, 1)}

    @cached_property
    def vendors(self) -> dict[str, list[str]]:
        """The devices by their vendors' slugs; under "" those of vendors that nobody here knows."""
        found: dict[str, list[str]] = {}
        for name in self.resources:
            vendor = requests.vendor_of(name)
            found.setdefault(vendor.slug if vendor else "", []).append(name)
        return found

    def label_values(self, key: str) -> tuple[str, ...]:
        """The values that a label has on the nodes."""
        return tuple(self.names.label_values(key)) if self.names else ()

    def objects(self, kind: str) -> tuple[str, ...]:
        """The names of the objects of a kind."""
        return tuple(self.names.objects(kind)) if self.names else ()


def devices_of(draft: Draft) -> ClusterDevices:
    """The devices of the cluster that is chosen for a draft."""
    cluster = cluster_of(draft)
    return ClusterDevices(str(cluster), names_in(cluster, draft, draft.manifest)) if cluster else ClusterDevices()
