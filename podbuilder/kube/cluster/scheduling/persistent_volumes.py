"""Which PersistentVolume a claim gets. Mirrors component-helpers/storage/volume, Kubernetes v1.36."""

from __future__ import annotations

from collections.abc import Container, Iterator

from podbuilder.kube.cluster.scheduling.cluster_state import ClusterState
from podbuilder.kube.cluster.scheduling.matchers import Labels, LabelSelector, meets_node_selector
from podbuilder.kube.cluster.scheduling.node_info import NodeInfo
from podbuilder.kube.cluster.scheduling.volume_claims import class_name
from podbuilder.kube.cluster.snapshot import Object
from podbuilder.kube.core.pod_requests import amounts
from podbuilder.kube.core.quantity import ZERO, Quantity

_STORAGE = "storage"
_HOST = "kubernetes.io/hostname"
_FILE_SYSTEM = "Filesystem"


def storage_request(claim: Object) -> Quantity:
    """How much a claim asks for."""
    return amounts(((claim.get("spec") or {}).get("resources") or {}).get("requests")).get(_STORAGE, ZERO)


def reaches(volume: Object, labels: Labels) -> bool:
    """Whether a node with these labels reaches the volume. Mirrors CheckNodeAffinity."""
    required = ((volume.get("spec") or {}).get("nodeAffinity") or {}).get("required")
    return required is None or meets_node_selector(required, labels, "")


def named_nodes(volume: Object) -> frozenset[str]:
    """The nodes that a volume's affinity names by their host's label. Mirrors GetLocalPersistentVolumeNodeNames."""
    required = ((volume.get("spec") or {}).get("nodeAffinity") or {}).get("required") or {}
    found: set[str] = set()
    for term in required.get("nodeSelectorTerms") or ():
        names = [
            set(each.get("values") or ())
            for each in term.get("matchExpressions") or ()
            if each.get("key") == _HOST and each.get("operator") == "In"
        ]
        found |= set.intersection(*names) if names else set()
    return frozenset(found)


class VolumeChoice:
    """The volumes that a claim may get, wherever they are; which of them is asked node by node.

    Mirrors FindMatchingVolume.
    """

    def __init__(self, cluster: ClusterState, claim: Object) -> None:
        self.claim = claim
        fitting = list(_fitting(cluster, claim))
        self._meant = next((volume for _, volume in fitting if _is_meant_for(volume, claim)), None)
        free = [each for each in fitting if self._meant is None and _is_free_for(each[1], claim)]
        self._free = [volume for _, volume in sorted(free, key=lambda each: each[0])]

    def best_on(self, node: NodeInfo, taken: Container[str]) -> Object | None:
        """The volume that is meant for the claim, else the smallest that fits it and is not taken."""
        if self._meant is not None:
            return self._meant if reaches(self._meant, node.labels) else None
        left = (each for each in self._free if each["metadata"].get("name") not in taken)
        return next((each for each in left if reaches(each, node.labels)), None)


def _fitting(cluster: ClusterState, claim: Object) -> Iterator[tuple[Quantity, Object]]:
    """The volumes of the claim's class that are large enough and not another claim's, with their sizes."""
    wanted, own_class = storage_request(claim), class_name(claim)
    for volume in cluster.snapshot.of("PersistentVolume"):
        if class_name(volume) != own_class:
            continue
        size = amounts((volume.get("spec") or {}).get("capacity")).get(_STORAGE, ZERO)
        if size >= wanted and _may_be_bound(cluster, claim, volume):
            yield size, volume


def _is_meant_for(volume: Object, claim: Object) -> bool:
    """Whether the volume names this claim. Mirrors IsVolumeBoundToClaim."""
    named = volume["spec"].get("claimRef") or {}
    metadata = claim["metadata"]
    if (named.get("name"), named.get("namespace")) != (metadata.get("name"), metadata.get("namespace")):
        return False
    return not named.get("uid") or named["uid"] == metadata.get("uid")


def _may_be_bound(cluster: ClusterState, claim: Object, volume: Object) -> bool:
    own, theirs = claim["spec"], volume["spec"]
    if theirs.get("claimRef") is not None and not _is_meant_for(volume, claim):
        return False
    if (own.get("volumeMode") or _FILE_SYSTEM) != (theirs.get("volumeMode") or _FILE_SYSTEM):
        return False
    # Without the gate a claim cannot name a class of attributes, so a volume that has one fits none.
    asked = own.get("volumeAttributesClassName") if cluster.enabled("VolumeAttributesClass") else None
    if (asked or "") != (theirs.get("volumeAttributesClassName") or ""):
        return False
    return volume["metadata"].get("deletionTimestamp") is None


def _is_free_for(volume: Object, claim: Object) -> bool:
    """Whether a volume that names no claim is free, and has the labels and access modes that the claim wants."""
    if (volume.get("status") or {}).get("phase") != "Available":
        return False
    own = claim["spec"]
    labels = volume["metadata"].get("labels") or {}
    if own.get("selector") is not None and not LabelSelector(own["selector"]).matches(labels):
        return False
    return set(own.get("accessModes") or ()) <= set(volume["spec"].get("accessModes") or ())
