"""What the claims of copies that are placed one after the other change for the next copy.

It goes on where the scheduler's Reserve and PreBind end; upstream has no such question.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from podbuilder.kube.cluster.pod_copies import PodCopies
from podbuilder.kube.cluster.scheduling.assumed_cluster import AssumedCluster
from podbuilder.kube.cluster.scheduling.cycle import Cycle
from podbuilder.kube.cluster.scheduling.filters.node_volume_limits import NodeVolumeLimits
from podbuilder.kube.cluster.scheduling.filters.volume_binding import VolumeBinding
from podbuilder.kube.cluster.scheduling.filters.volume_restrictions import VolumeRestrictions
from podbuilder.kube.cluster.scheduling.filters.volume_zone import VolumeZone
from podbuilder.kube.cluster.scheduling.node_info import NodeInfo
from podbuilder.kube.cluster.scheduling.persistent_volumes import reaches
from podbuilder.kube.cluster.scheduling.status import Status
from podbuilder.kube.cluster.scheduling.volume_claims import class_name, is_bound, uses
from podbuilder.kube.cluster.snapshot import Object

_CLAIM = "PersistentVolumeClaim"
_OF_VOLUMES = (VolumeRestrictions, NodeVolumeLimits, VolumeBinding, VolumeZone)
# A copy with claims of its own takes as long as asking a node so often, and once more for so many volumes there are.
_CHECKS_OF_CLAIMS, _VOLUMES_OF_CHECK = 15, 3
_ONE_NODE_ALONE = {"ReadWriteOnce"}
# ResourceClaimReservedForMaxSize of resource.k8s.io.
_MOST_RESERVATIONS = 256


class CopyClaims:
    """The claims of the copies, in a cluster that knows of each as it is placed."""

    def __init__(self, pods: PodCopies, cluster: AssumedCluster) -> None:
        self._pods = pods
        self._cluster = cluster
        self._reserved = {_named_claim(each) for each in cluster.snapshot.of("PersistentVolume")}
        # Whether the copies' claims are alike, and whether the latest copy has changed what the next one is told.
        self._is_plain, self._is_stale = True, False
        self.first = cluster.pod_info(self._made(0))
        self._own = {each.claim for each in uses(self.first)} - self._shared_names()

    @property
    def cost(self) -> int:
        """What one copy more costs, in questions to a node."""
        volumes = len(self._cluster.snapshot.of("PersistentVolume")) if self._own else 0
        return _CHECKS_OF_CLAIMS + volumes // _VOLUMES_OF_CHECK if self._own else 0

    @property
    def are_own(self) -> bool:
        """Whether each copy has claims for volumes that no other has."""
        return bool(self._own)

    def _made(self, number: int) -> Object:
        """A copy of the pod; the claims that are made for it are there."""
        pod, objects = self._pods.copy(number)
        for kind, claims in objects.items():
            for each in claims:
                self._cluster.assumed.put(kind, each)
        own = objects.get(_CLAIM, ())
        # A claim that was there already, or that some volume waits for, makes the copy unlike the others.
        is_plain = len(own) == self._pods.own_claims and not any(_key(each) in self._reserved for each in own)
        self._is_plain = self._is_plain and is_plain
        return pod

    def _shared_names(self) -> set[str]:
        """The claims for volumes that all copies name."""
        second = uses(self.first.alike(self._pods.copy(1).pod))
        return {each.claim for each in second} & {each.claim for each in uses(self.first)}

    def take(self, cycle: Cycle, node: NodeInfo, nodes: Sequence[NodeInfo]) -> Sequence[NodeInfo]:
        """The cycle's pod has a node, with the devices and volumes that it gets there; which nodes that concerns."""
        is_wide = cycle.devices.reserve(node) if cycle.devices else False
        taken = []
        for binding in (each for each in cycle.plugins if isinstance(each, VolumeBinding)):
            for claim, volume in list(binding.matches_on(node)):
                if volume is not None:
                    self._cluster.bind(claim, volume)
                    taken.append(volume)
                    is_wide = is_wide or claim["metadata"]["name"] not in self._own
        self._is_stale = bool(taken)
        if self._own or taken:
            self._cluster.use_claims_of(cycle.pod)
        if is_wide or not taken:
            return nodes if is_wide else (node,)
        return [each for each in nodes if each is node or any(reaches(volume, each.labels) for volume in taken)]

    def next(self, cycle: Cycle, number: int) -> tuple[Status | None, bool]:
        """Make the cycle one for the next copy: its refusal, if it has one, and whether all nodes are to be asked."""
        if not self._own and not self._is_stale:
            return None, False
        pod = cycle.pod.alike(self._made(number)) if self._own else cycle.pod
        return cycle.renew(_OF_VOLUMES, pod, self._cluster), not self._is_plain

    def most(self) -> tuple[int, str] | None:
        """How many pods more can share the claims for devices that all copies name, and why; None for no such."""
        found = []
        for entry in self.first.spec.get("resourceClaims") or ():
            name = str(entry.get("resourceClaimName") or "")
            claim = self._cluster.snapshot.named("ResourceClaim", name, self.first.namespace) if name else None
            if claim is not None:
                users = len((claim.get("status") or {}).get("reservedFor") or ())
                said = f'ResourceClaim "{name}" can be reserved for {_MOST_RESERVATIONS} pods, and for no more.'
                found.append((max(0, _MOST_RESERVATIONS - users), said))
        return min(found, default=None)

    def notes(self, nodes: Collection[str]) -> Iterator[str]:
        """What the scheduler does not count, so that copies which it places may yet wait."""
        names = [each.claim for each in uses(self.first)]
        found = [claim for name in names if (claim := self._cluster.claim(self.first.namespace, name)) is not None]
        for claim in found:
            name = claim["metadata"]["name"]
            if name in self._own:
                if self._has_capacity_told(claim):
                    yield (
                        f"How much the driver of StorageClass {class_name(claim)} can still make is asked for each"
                        " claim by itself, and not counted down."
                    )
                continue
            if not is_bound(claim):
                yield (
                    f"Which nodes reach the volume of PersistentVolumeClaim {name} is known only once it is made:"
                    " the copies are placed as if all did."
                )
            if set((claim.get("spec") or {}).get("accessModes") or ()) == _ONE_NODE_ALONE and len(nodes) > 1:
                yield (
                    f"PersistentVolumeClaim {name} is ReadWriteOnce: the scheduler does not ask, but only one node at a"
                    " time has it, and pods on other nodes wait."
                )

    def _has_capacity_told(self, claim: Object) -> bool:
        storage_class = self._cluster.snapshot.named("StorageClass", class_name(claim)) or {}
        driver = self._cluster.snapshot.named("CSIDriver", str(storage_class.get("provisioner") or "")) or {}
        return not is_bound(claim) and bool((driver.get("spec") or {}).get("storageCapacity"))


def _key(claim: Object) -> tuple[str, str]:
    metadata = claim.get("metadata") or {}
    return str(metadata.get("namespace", "")), str(metadata.get("name", ""))


def _named_claim(volume: Object) -> tuple[str, str]:
    """The claim that a volume names, as its key."""
    named = (volume.get("spec") or {}).get("claimRef") or {}
    return str(named.get("namespace", "")), str(named.get("name", ""))
