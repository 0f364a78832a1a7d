"""Claims of a pod and the volumes they have or can get.

Mirrors VolumeBinding and its binder, Kubernetes v1.36, pkg/scheduler/framework/plugins/volumebinding.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from podbuilder.kube.cluster.scheduling.cluster_state import ClusterState
from podbuilder.kube.cluster.scheduling.matchers import LabelSelector, meets_topology
from podbuilder.kube.cluster.scheduling.node_info import NodeInfo
from podbuilder.kube.cluster.scheduling.persistent_volumes import VolumeChoice, named_nodes, reaches, storage_request
from podbuilder.kube.cluster.scheduling.plugin import Plugin
from podbuilder.kube.cluster.scheduling.pod_info import PodInfo
from podbuilder.kube.cluster.scheduling.status import Status, unresolvable
from podbuilder.kube.cluster.scheduling.volume_claims import class_name, is_bound, selected_node, uses
from podbuilder.kube.cluster.snapshot import Object
from podbuilder.kube.core.cached_property import cached_property
from podbuilder.kube.core.pod_requests import amounts
from podbuilder.kube.core.quantity import Quantity

_NO_PROVISIONER = "kubernetes.io/no-provisioner"

_NOT_REACHED, _NOT_REACHED_BEFORE = (
    "node(s) didn't match PersistentVolume's node affinity",
    "node(s) had volume node affinity conflict",
)
_NO_VOLUME = "node(s) unavailable due to one or more pvc(s) bound to non-existent pv(s)"
_NO_ROOM = Quantity(-1)
_NONE_TO_BIND = "node(s) didn't find available persistent volumes to bind"
_TOO_LITTLE = "node(s) did not have enough free storage"
_WAITING = "waiting for ephemeral volume controller to create the persistentvolumeclaim"


class VolumeBinding(Plugin):
    """The volumes of bound claims must be reachable from the node; for others there must be one, or one can be made."""

    NAME = "VolumeBinding"

    def __init__(self, pod: PodInfo, cluster: ClusterState) -> None:
        super().__init__(pod, cluster)
        self._bound: list[Object] = []
        self._unbound: list[Object] = []

    def prepare(self) -> Status | None:
        claims = []
        for claim, is_ephemeral in uses(self.pod):
            found = self.cluster.claim(self.pod.namespace, claim)
            if found is None:
                absent = f'{_WAITING} "{claim}"' if is_ephemeral else f'persistentvolumeclaim "{claim}" not found'
                return unresolvable(absent)
            refusal = _refusal(found, claim)
            if refusal or (is_ephemeral and not self._is_own(found)):
                return unresolvable(refusal or self._foreign(claim))
            claims.append(found)
        waits = False
        for each in claims:
            if is_bound(each):
                self._bound.append(each)
            elif self._waits_for_pod(each):
                self._unbound.append(each)
            else:
                waits = True
        return unresolvable("pod has unbound immediate PersistentVolumeClaims") if waits else None

    @property
    def is_needed(self) -> bool:
        return bool(self._bound or self._unbound)

    @property
    def node_names(self) -> frozenset[str] | None:
        """The nodes that volumes name by their host's label; only in two versions. Mirrors GetEligibleNodes."""
        volumes = [self._volume(each) for each in self._bound] if self.cluster.holds("VolumesNameNodes") else []
        named = [names for names in (named_nodes(each) for each in volumes if each is not None) if names]
        return frozenset.intersection(*named) if named and None not in volumes else None

    def check(self, node: NodeInfo) -> Status | None:
        """Mirrors FindPodVolumes; failures of bound and of unbound claims are told together."""
        told = (self._bound_reason(node), self._unbound_reason(node) if self._unbound else None)
        reasons = [each for each in told if each]
        return unresolvable(*reasons) if reasons else None

    def _bound_reason(self, node: NodeInfo) -> str | None:
        """What is wrong with the first volume that cannot be used. Mirrors checkBoundClaims."""
        for claim in self._bound:
            volume = self._volume(claim)
            if volume is None:
                # Of other claims than those of ephemeral volumes, VolumeZone tells this beforehand since 1.27.
                return _NO_VOLUME
            if not reaches(volume, node.labels):
                return _NOT_REACHED_BEFORE if self.cluster.holds("VolumeConflict") else _NOT_REACHED
        return None

    def _volume(self, claim: Object) -> Object | None:
        return self.cluster.snapshot.named("PersistentVolume", str(claim["spec"]["volumeName"]))

    def _waits_for_pod(self, claim: Object) -> bool:
        """Whether the claim gets its volume only when a pod needs it. Mirrors IsDelayBindingMode."""
        storage_class = self.cluster.snapshot.named("StorageClass", class_name(claim)) or {}
        is_delayed = storage_class.get("volumeBindingMode") == "WaitForFirstConsumer"
        return is_delayed and not (claim.get("spec") or {}).get("volumeName")

    def _is_own(self, claim: Object) -> bool:
        """Whether the claim was made for this very pod. Mirrors VolumeIsForPod."""
        uid = (self.pod.pod.get("metadata") or {}).get("uid")
        owners = (claim.get("metadata") or {}).get("ownerReferences") or ()
        controllers = [each for each in owners if each.get("controller")]
        return bool(controllers) and controllers[0].get("uid") == uid

    def _foreign(self, claim: str) -> str:
        own = self.pod
        return f"PVC {own.namespace}/{claim} was not created for pod {own.key} (pod is not owner)"

    def _unbound_reason(self, node: NodeInfo) -> str | None:
        to_make = []
        for claim in self._unbound:
            chosen = selected_node(claim)
            if chosen == node.name:
                to_make.append(claim)
            elif chosen is not None:
                return _NONE_TO_BIND
        to_make.extend(claim for claim, volume in self.matches_on(node) if volume is None)
        return self._provision_reason(to_make, node)

    def matches_on(self, node: NodeInfo) -> Iterator[tuple[Object, Object | None]]:
        """Each claim that waits for a pod, and the free volume that it gets on a node; the smallest chooses first.

        Mirrors findMatchingVolumes.
        """
        taken: set[str] = set()
        for choice in self._choices:
            found = choice.best_on(node, taken)
            if found is not None:
                taken.add(str(found["metadata"]["name"]))
            yield choice.claim, found

    @cached_property
    def _choices(self) -> list[VolumeChoice]:
        to_find = [each for each in self._unbound if selected_node(each) is None]
        return [VolumeChoice(self.cluster, each) for each in sorted(to_find, key=storage_request)]

    def _provision_reason(self, claims: Sequence[Object], node: NodeInfo) -> str | None:
        """Why a volume cannot be made for one of the claims. Mirrors checkVolumeProvisions."""
        for claim in claims:
            storage_class = self.cluster.snapshot.named("StorageClass", class_name(claim)) or {}
            provisioner = str(storage_class.get("provisioner") or "")
            if provisioner in ("", _NO_PROVISIONER):
                return _NONE_TO_BIND
            if not meets_topology(storage_class.get("allowedTopologies") or (), node.labels):
                return _NONE_TO_BIND
            if not self._has_capacity(provisioner, claim, node):
                return _TOO_LITTLE
        return None

    def _has_capacity(self, provisioner: str, claim: Object, node: NodeInfo) -> bool:
        """Whether the driver has said that a volume of this size can be made for the node, if it says such things."""
        driver = self.cluster.snapshot.named("CSIDriver", provisioner) or {}
        if not (driver.get("spec") or {}).get("storageCapacity"):
            return True
        size, name = storage_request(claim).value(), class_name(claim)
        for capacity in self.cluster.snapshot.of("CSIStorageCapacity"):
            said = {"room": capacity.get("maximumVolumeSize") or capacity.get("capacity") or ""}
            room = amounts(said).get("room", _NO_ROOM)
            if capacity.get("storageClassName") == name and room.value() >= size:
                topology = capacity.get("nodeTopology")
                if topology is not None and LabelSelector(topology).matches(node.labels):
                    return True
        return False


def _refusal(claim: Object, name: str) -> str | None:
    """What makes a claim useless to any pod."""
    if (claim.get("status") or {}).get("phase") == "Lost":
        volume = (claim.get("spec") or {}).get("volumeName") or ""
        return f'persistentvolumeclaim "{name}" bound to non-existent persistentvolume "{volume}"'
    if (claim.get("metadata") or {}).get("deletionTimestamp") is not None:
        return f'persistentvolumeclaim "{name}" is being deleted'
    return None
