"""A small cluster to test with, as `kubectl get … -o json` prints it, with marked secrets where none may be kept."""

from __future__ import annotations

from typing import Any

MARK = "hunter2-Tr0ub4dor"


def node(name: str, cpu: str, **spec: Any) -> dict[str, Any]:
    return {
        "apiVersion": "v1",
        "kind": "Node",
        "metadata": {"name": name, "labels": {"zone": name[-1]}, "annotations": {"note": MARK}},
        "spec": spec,
        "status": {
            "allocatable": {"cpu": cpu, "memory": "8Gi", "pods": "110"},
            "nodeInfo": {"kubeletVersion": MARK},
            "images": [{"names": ["nginx:1.27"], "sizeBytes": 1}],
        },
    }


def pod(name: str, on: str, cpu: str) -> dict[str, Any]:
    container = {
        "name": "app",
        "image": f"registry.example.com/{MARK}",
        "command": [MARK],
        "env": [{"name": "PASSWORD", "value": MARK}],
        "resources": {"requests": {"cpu": cpu}},
    }
    metadata = {"name": name, "namespace": "default", "labels": {"app": name}, "annotations": {"token": MARK}}
    return {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": metadata,
        "spec": {"nodeName": on, "containers": [container], "priority": 0},
        "status": {"phase": "Running", "message": MARK},
    }


TAINT = {"key": "nvidia.com/gpu", "value": "present", "effect": "NoSchedule"}
CLUSTER: dict[str, Any] = {
    "apiVersion": "v1",
    "kind": "List",
    "items": [
        node("node-a", "4"),
        node("node-b", "8", taints=[TAINT]),
        node("node-c", "4", unschedulable=True),
        {
            "apiVersion": "v1",
            "kind": "Namespace",
            "metadata": {"name": "default", "labels": {"kubernetes.io/metadata.name": "default"}},
            "status": {"phase": "Active"},
        },
        {"apiVersion": "v1", "kind": "ServiceAccount", "metadata": {"name": "default", "namespace": "default"}},
        {
            "apiVersion": "v1",
            "kind": "LimitRange",
            "metadata": {"name": "none", "namespace": "other"},
            "spec": {"limits": []},
        },
        {
            "apiVersion": "v1",
            "kind": "Secret",
            "metadata": {"name": "db", "namespace": "default"},
            "data": {"password": MARK},
        },
        {
            "apiVersion": "v1",
            "kind": "ConfigMap",
            "metadata": {"name": "conf", "namespace": "default"},
            "data": {"key": MARK},
        },
        {"apiVersion": "v1", "kind": "Event", "metadata": {"name": "e"}, "message": MARK},
        pod("busy", "node-a", "2"),
    ],
}
