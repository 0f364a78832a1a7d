"""The ResourceClaims of a pod. Mirrors dynamic-resource-allocation/resourceclaim, Kubernetes v1.36."""

from __future__ import annotations

from podbuilder.kube.cluster.scheduling.cluster_state import ClusterState
from podbuilder.kube.cluster.scheduling.pod_info import PodInfo
from podbuilder.kube.cluster.snapshot import Object


class MissingClaim(Exception):
    """A claim of the pod is not there, or not for it; the message says which."""


def claims_of(pod: PodInfo, cluster: ClusterState) -> list[Object]:
    """The claims of a pod in its order (MissingClaim if one cannot be used). Mirrors foreachPodResourceClaim."""
    found = []
    made = {each.get("name"): each.get("resourceClaimName") for each in pod.status.get("resourceClaimStatuses") or ()}
    for entry in pod.spec.get("resourceClaims") or ():
        is_template = not entry.get("resourceClaimName")
        if is_template and entry.get("name") not in made:
            raise MissingClaim(f'pod "{pod.key}": ResourceClaim not created yet')
        name = made[entry.get("name")] if is_template else entry["resourceClaimName"]
        if name is None:
            # The kubelet and the controllers agreed that this claim is not needed.
            continue
        claim = cluster.snapshot.named("ResourceClaim", str(name), pod.namespace)
        if claim is None:
            raise MissingClaim(f'resourceclaim.resource.k8s.io "{name}" not found')
        if claim["metadata"].get("deletionTimestamp") is not None:
            raise MissingClaim(f'resourceclaim "{name}" is being deleted')
        found.append(claim)
    return found
