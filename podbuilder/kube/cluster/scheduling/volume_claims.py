"""PersistentVolumeClaims of a pod and what their fields and annotations say.

Mirrors component-helpers/storage/volume and component-helpers/storage/ephemeral, Kubernetes v1.36.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from podbuilder.kube.cluster.scheduling.pod_info import PodInfo
from podbuilder.kube.cluster.snapshot import Object

_CLASS = "volume.beta.kubernetes.io/storage-class"
_BIND_COMPLETED = "pv.kubernetes.io/bind-completed"
_SELECTED_NODE = "volume.kubernetes.io/selected-node"


class Use(NamedTuple):
    """A volume of a pod that needs a claim."""

    claim: str
    is_ephemeral: bool


def uses(pod: PodInfo) -> Iterator[Use]:
    """The claims that a pod's volumes need, also those that are made for it."""
    for volume in pod.volumes:
        if volume.get("persistentVolumeClaim"):
            yield Use(str(volume["persistentVolumeClaim"].get("claimName", "")), False)
        elif volume.get("ephemeral"):
            yield Use(f"{pod.name}-{volume.get('name')}", True)


def annotations_of(each: Object) -> Mapping[str, Any]:
    found: Mapping[str, Any] = (each.get("metadata") or {}).get("annotations") or {}
    return found


def class_name(each: Object) -> str:
    """The storage class of a claim or of a volume. Mirrors GetPersistentVolumeClaimClass."""
    if _CLASS in annotations_of(each):
        return str(annotations_of(each)[_CLASS])
    return str((each.get("spec") or {}).get("storageClassName") or "")


def is_bound(claim: Object) -> bool:
    """Whether claim and volume have found each other. Mirrors isPVCFullyBound."""
    return bool((claim.get("spec") or {}).get("volumeName")) and _BIND_COMPLETED in annotations_of(claim)


def selected_node(claim: Object) -> str | None:
    """The node for which a volume is being made."""
    found = annotations_of(claim).get(_SELECTED_NODE)
    return None if found is None else str(found)
