"""What must exist in the cluster before a draft's pod runs, as the review lists it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from podbuilder.builder.pages.urls import FieldLinks
from podbuilder.kube.cluster.snapshot import Snapshot
from podbuilder.kube.insight.prerequisites import Prerequisite, Reference
from podbuilder.kube.kubectl.creation import WITHOUT_NAMESPACE, Wanted, wanted_by
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.manifest.neighbours import namespace_of
from podbuilder.kube.proposed_companions.named_data import FIELDS

# The kinds that can be made from what the pod says of them.
MADE = frozenset(("ServiceAccount", "Secret", "ConfigMap", "PersistentVolumeClaim"))
# What is listed at once; the rest is folded.
SHOWN = 6


class WantedUse(NamedTuple):
    """A field that names the object, and the way to it; "" where it stands around the pod and has no control."""

    path: str
    href: str


class InCluster(NamedTuple):
    """What a cluster has of an object that is wanted."""

    is_there: bool
    lacks: tuple[str, ...] = ()

    @property
    def is_enough(self) -> bool:
        return self.is_there and not self.lacks


@dataclass(frozen=True)
class WantedObject(Wanted):
    """What a pod needs to find, with the ways to the fields that name it, and what the chosen cluster has of it."""

    uses: tuple[WantedUse, ...]
    # None without a cluster, and where its snapshot says nothing of the kind.
    in_cluster: InCluster | None = None

    @property
    def keys(self) -> list[str]:
        return [key.name for key in self.prerequisite.keys]

    @property
    def can_be_added(self) -> bool:
        """Whether it can be written into the file."""
        return self.prerequisite.kind in MADE

    @property
    def takes_files(self) -> bool:
        """Whether its values can come from files."""
        return self.prerequisite.kind in FIELDS

    @property
    def first_use(self) -> WantedUse:
        return self.uses[0]

    @property
    def other_uses(self) -> tuple[WantedUse, ...]:
        return self.uses[1:]


@dataclass(frozen=True)
class WantedObjects:
    """The objects that are missing in the file: those listed at once, the rest; and those that it has."""

    missing: tuple[WantedObject, ...]
    in_file: tuple[WantedObject, ...]

    @property
    def shown(self) -> tuple[WantedObject, ...]:
        return self.missing[:SHOWN]

    @property
    def folded(self) -> tuple[WantedObject, ...]:
        return self.missing[SHOWN:]

    @property
    def needed(self) -> int:
        """How many must exist; the others may be missing."""
        return sum(not one.prerequisite.is_optional for one in self.missing)

    @property
    def lacking(self) -> int:
        """How many of those that must exist the chosen cluster is known to lack, whole or in part."""
        needed = (one.in_cluster for one in self.missing if not one.prerequisite.is_optional)
        return sum(one is not None and not one.is_enough for one in needed)


def wanted_objects(
    manifest: Manifest, version: str, links: FieldLinks, snapshot: Snapshot | None = None
) -> WantedObjects:
    """The objects that a manifest names, in which parameters have their values already, looked up in a snapshot."""
    namespace = str(namespace_of(manifest.object) or "default")
    found = [
        WantedObject(
            **vars(one),
            uses=tuple(_use(use, links) for use in one.prerequisite.uses),
            in_cluster=_in_cluster(one.prerequisite, snapshot, namespace),
        )
        for one in wanted_by(manifest, version)
    ]
    return WantedObjects(
        tuple(one for one in found if not one.prerequisite.is_in_file),
        tuple(one for one in found if one.prerequisite.is_in_file),
    )


def _in_cluster(wanted: Prerequisite, snapshot: Snapshot | None, namespace: str) -> InCluster | None:
    if snapshot is None or not snapshot.knows(wanted.kind):
        return None
    place = "" if wanted.kind in WITHOUT_NAMESPACE else namespace
    found = snapshot.named(wanted.kind, wanted.name, place)
    if found is None:
        return InCluster(is_there=False)
    keys = {*found.get("data", ()), *found.get("binaryData", ())}
    return InCluster(is_there=True, lacks=tuple(key.name for key in wanted.keys if key.name not in keys))


def _use(reference: Reference, links: FieldLinks) -> WantedUse:
    return WantedUse(str(reference.path), "" if reference.is_around else links.to(reference.path))
