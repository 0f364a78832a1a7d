"""A cluster with names of every sort, as its facts are kept."""

from __future__ import annotations

from typing import Any

from podbuilder.kube.cluster.snapshot import Snapshot

GPU_TAINTS = [
    {"key": "nvidia.com/gpu", "value": "present", "effect": "NoSchedule"},
    {"key": "nvidia.com/gpu", "value": "old", "effect": "NoExecute"},
]


def _node(name: str, zone: str, allocatable: dict[str, Any], **spec: Any) -> dict[str, Any]:
    return {
        "kind": "Node",
        "metadata": {"name": name, "labels": {"zone": zone, "kubernetes.io/hostname": name}},
        "spec": spec,
        "status": {"allocatable": {"cpu": "4", "attachable-volumes-x": "5", **allocatable}},
    }


def _named(kind: str, *names: str, namespace: str = "", **more: Any) -> list[dict[str, Any]]:
    metadata = {"namespace": namespace} if namespace else {}
    return [{"kind": kind, "metadata": {"name": name, **metadata}, **more} for name in names]


FACTS: dict[str, list[dict[str, Any]]] = {
    "Node": [
        _node("b", "eu-2", {"example.com/fpga": "1", "hugepages-2Mi": "0", "odd/er": "x"}),
        _node("a", "eu-1", {"nvidia.com/gpu": "2", "example.com/fpga": 1}, taints=GPU_TAINTS),
        _node(
            "c", "eu-1", {"nvidia.com/gpu": "1", "amd.com/gpu": "0", "example.com/fpga": 1}, taints=[{"key": "lone"}]
        ),
        {"kind": "Node", "metadata": {"name": "bare"}},
    ],
    "Namespace": [
        *_named("Namespace", "default", "shop", status={"phase": "Active"}),
        *_named("Namespace", "ending", status={"phase": "Terminating"}),
    ],
    "PriorityClass": _named("PriorityClass", "high"),
    "RuntimeClass": _named("RuntimeClass", "gvisor"),
    "StorageClass": _named("StorageClass", "fast", "cheap"),
    "DeviceClass": _named("DeviceClass", "gpu.nvidia.com"),
    "ServiceAccount": [
        *_named("ServiceAccount", "default", "builder", namespace="default"),
        *_named("ServiceAccount", "till", namespace="shop"),
    ],
    "PersistentVolumeClaim": _named("PersistentVolumeClaim", "store", namespace="default"),
    "Secret": [
        *_named("Secret", "db", namespace="default", type="Opaque", data=["password", "user"]),
        *_named("Secret", "pull", namespace="default", type="kubernetes.io/dockerconfigjson"),
    ],
    "ConfigMap": _named("ConfigMap", "conf", namespace="default", data=["mode"], binaryData=["blob"]),
}
SNAPSHOT = Snapshot(FACTS)
