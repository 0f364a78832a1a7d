"""Pods to draw: as many containers and volumes as wanted, with everything that takes room."""

from __future__ import annotations

from typing import Any

SOURCES: tuple[dict[str, Any], ...] = (
    {"emptyDir": {}},
    {"configMap": {"name": "some-settings"}},
    {"persistentVolumeClaim": {"claimName": "data"}},
)


def crowded(count: int, volumes: int = 20) -> dict[str, Any]:
    """A pod of `count` containers, a quarter of which start in turn; they mount volumes and call each other."""
    containers = [_container(place, count, volumes) for place in range(count)]
    first = containers[: count // 4]
    for container in first[1::2]:
        container["restartPolicy"] = "Always"
    declared = [{"name": f"volume-{place}", **SOURCES[place % len(SOURCES)]} for place in range(volumes)]
    return {
        "metadata": {"name": "a-crowded-pod-" + "x" * count},
        "spec": {
            "hostNetwork": count % 5 == 0,
            "initContainers": first,
            "containers": containers[len(first) :],
            "volumes": declared,
        },
    }


def _container(place: int, count: int, volumes: int) -> dict[str, Any]:
    mounts = [
        {
            "name": f"volume-{(place * number) % volumes}",
            "mountPath": f"/var/lib/a/long/path/{number}",
            "readOnly": True,
        }
        for number in range(1, 1 + place % 5)
        if volumes
    ]
    return {
        "name": f"a-container-with-a-long-name-{place}",
        "image": f"registry.example.com/team/an-image-with-a-name:v1.{place}",
        "ports": [{"containerPort": 8000 + place, "name": "http", **({"hostPort": 80} if place % 4 == 0 else {})}],
        "env": [{"name": "OTHER", "value": f"http://localhost:{8000 + (place * 7) % count}"}] if place % 3 else [],
        "volumeMounts": mounts,
        "readinessProbe": {"httpGet": {"port": "http"}},
        "resources": {"limits": {"nvidia.com/gpu": 1}} if place % 6 == 0 else {},
    }
