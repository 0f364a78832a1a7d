"""The claim that stands for extended resources which device classes give.

Mirrors extendeddynamicresources.go of the scheduler's DynamicResources, Kubernetes v1.36.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from podbuilder.kube.cluster.scheduling.cluster_state import ClusterState
from podbuilder.kube.cluster.scheduling.device_classes import class_of_resource
from podbuilder.kube.cluster.scheduling.node_info import NodeInfo
from podbuilder.kube.cluster.scheduling.pod_info import PodInfo
from podbuilder.kube.cluster.snapshot import Object
from podbuilder.kube.core.pod_requests import amounts

_NAME = "<extended-resources>"


def wants_devices(pod: PodInfo, cluster: ClusterState) -> bool:
    """Whether the pod requests a resource that a device class stands for."""
    return any(amount and class_of_resource(cluster, name) for name, amount in pod.requests.items())


def extended_claim(pod: PodInfo, cluster: ClusterState, node: NodeInfo) -> list[Object]:
    """The claim for what this node's kubelet does not offer itself, if there is such a thing."""
    requests: list[Mapping[str, Any]] = []
    for name in sorted(name for name, amount in pod.requests.items() if amount):
        device_class = class_of_resource(cluster, name)
        if device_class is not None and not node.allocatable.get(name):
            requests.extend(_requests(pod.spec, name, str(device_class["metadata"]["name"])))
    if not requests:
        return []
    requests.sort(key=lambda each: str(each["name"]))
    metadata = {"name": _NAME, "namespace": pod.namespace}
    return [{"metadata": metadata, "spec": {"devices": {"requests": requests}}}]


def _requests(spec: Mapping[str, Any], resource: str, class_name: str) -> Iterator[Mapping[str, Any]]:
    """What the containers request: those that last each their own, and of the others the one that needs most.

    An init container that ends first uses the devices of the containers that come after it.
    """
    init = list(spec.get("initContainers") or ())
    containers = [*init, *(spec.get("containers") or ())]
    ends = [index for index, each in enumerate(init) if each.get("restartPolicy") != "Always"]
    lasting = {
        index: count for index, each in enumerate(containers) if index not in ends and (count := _count(each, resource))
    }
    extra = {
        index: _count(containers[index], resource) - sum(n for later, n in lasting.items() if later > index)
        for index in ends
    }
    most = max(ends, key=lambda index: extra[index], default=None)
    if most is not None and extra[most] > 0:
        lasting[most] = extra[most]
    for index, count in lasting.items():
        name = f"container-{index}-request-{_place(containers[index], resource)}"
        exactly = {"deviceClassName": class_name, "allocationMode": "ExactCount", "count": count}
        yield {"name": name, "exactly": exactly}


def _own(container: Mapping[str, Any]) -> Mapping[str, Any]:
    own: Mapping[str, Any] = (container.get("resources") or {}).get("requests") or {}
    return own


def _count(container: Mapping[str, Any], resource: str) -> int:
    found = amounts(_own(container)).get(resource)
    return found.value() if found is not None and found.is_whole() else 0


def _place(container: Mapping[str, Any], resource: str) -> int:
    names: Sequence[str] = sorted(_own(container))
    return names.index(resource)
