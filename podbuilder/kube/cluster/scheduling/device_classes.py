"""Device classes that stand for extended resources, such as example.com/gpu.

Mirrors extendedresourcecache of dynamic-resource-allocation/deviceclass, Kubernetes v1.36.
"""

from __future__ import annotations

from podbuilder.kube.cluster.scheduling.cluster_state import ClusterState
from podbuilder.kube.cluster.snapshot import Object

# Every class is also a resource of this group with its own name.
_IMPLICIT_PREFIX = "deviceclass.resource.kubernetes.io/"


def class_of_resource(cluster: ClusterState, resource: str) -> Object | None:
    """The class whose devices a pod gets for a resource that it requests, if there is one."""
    if not cluster.enabled("DRAExtendedResource"):
        return None
    if resource.startswith(_IMPLICIT_PREFIX):
        return cluster.snapshot.named("DeviceClass", resource.removeprefix(_IMPLICIT_PREFIX))
    named = [
        each
        for each in cluster.snapshot.of("DeviceClass")
        if (each.get("spec") or {}).get("extendedResourceName") == resource
    ]
    # Of several, the newest counts, and of equally old ones the first by name.
    named.sort(key=lambda each: str(each["metadata"].get("name", "")))
    named.sort(key=lambda each: str(each["metadata"].get("creationTimestamp", "")), reverse=True)
    return named[0] if named else None
