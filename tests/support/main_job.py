"""The pods of the course page, and how a person builds them with the forms: once for every kind of browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from podbuilder.kube import catalogue
from podbuilder.kube.core import versions

Group = str | int


def labelled(path: str) -> str:
    """The label of a field's control, which is the catalogue's to choose."""
    fields = catalogue.load(versions.DEFAULT)
    found = fields.field(fields.resolve(path))
    assert found is not None
    return found.label


APP = "spec.containers[0]"
PORT = labelled(f"{APP}.ports[0].containerPort")
MOUNT_PATH = labelled(f"{APP}.volumeMounts[0].mountPath")
READ_ONLY = labelled(f"{APP}.volumeMounts[0].readOnly")


class Hand(Protocol):
    """What a person's hand can do on a page of the builder, in any browser."""

    def start(self) -> None:
        """Begin with a blank pod."""

    def step(self, title: str) -> None:
        """Go to a step by its name in the outline."""

    def fill(self, label: str, text: str, *within: Group) -> None:
        """Type into, or choose in, the control with this label."""

    def press(self, name: str, *within: Group) -> None:
        """Press a button."""

    def download(self) -> str:
        """The YAML that the review step hands out."""


ML_POD: dict[str, Any] = {
    "apiVersion": "v1",
    "kind": "Pod",
    "metadata": {"name": "ml-model-pod", "labels": {"app": "ml-model", "version": "v2"}},
    "spec": {
        "containers": [
            {
                "name": "model-server",
                "image": "registry/ml-model-serving:v2.1",
                "ports": [{"containerPort": 9000, "name": "grpc"}],
                "resources": {
                    "requests": {"memory": "2Gi", "cpu": "1000m", "nvidia.com/gpu": 1},
                    "limits": {"memory": "4Gi", "cpu": "2000m", "nvidia.com/gpu": 1},
                },
            },
            {
                "name": "metrics-collector",
                "image": "prometheus-exporter:latest",
                "ports": [{"containerPort": 9090, "name": "metrics"}],
                "resources": {
                    "requests": {"memory": "128Mi", "cpu": "100m"},
                    "limits": {"memory": "256Mi", "cpu": "200m"},
                },
            },
            {
                "name": "log-collector",
                "image": "fluent-bit:latest",
                "volumeMounts": [{"name": "varlog", "mountPath": "/var/log"}],
                "resources": {
                    "requests": {"memory": "64Mi", "cpu": "50m"},
                    "limits": {"memory": "128Mi", "cpu": "100m"},
                },
            },
        ],
        "volumes": [{"name": "varlog", "emptyDir": {}}],
    },
}


def build_ml_pod(hand: Hand) -> None:
    hand.start()
    hand.fill("Name", "ml-model-pod", "Name")
    add_label(hand, 0, "app", "ml-model")
    add_label(hand, 1, "version", "v2")
    hand.step("Volumes")
    hand.press("Add volume")
    hand.fill("Name", "varlog", "Volumes", 0)
    hand.fill("Source", "Empty directory · emptyDir", "Volumes", 0)
    hand.step("app")
    server, metrics, logs = ML_POD["spec"]["containers"]
    container(hand, server)
    for other in (metrics, logs):
        hand.press("Container")
        container(hand, other)
    hand.press("Add mount")
    hand.fill("Volume", "varlog", "Volume mounts", 0)
    hand.fill(MOUNT_PATH, "/var/log", "Volume mounts", 0)


def add_label(hand: Hand, place: int, key: str, value: str) -> None:
    hand.press("Add label")
    hand.fill("Label key", key, "Labels", "Labels", place)
    hand.fill("Label value", value, "Labels", "Labels", place)


RESOURCES = {"cpu": "CPU", "memory": "Memory", "nvidia.com/gpu": "NVIDIA GPU"}


def container(hand: Hand, wanted: dict[str, Any]) -> None:
    """Fill in the container step that is open."""
    hand.fill("Name", wanted["name"], "Image")
    hand.fill("Image", wanted["image"], "Image")
    for place, port in enumerate(wanted.get("ports", ())):
        hand.press("Add port")
        hand.fill(PORT, str(port["containerPort"]), "Ports", "Ports", place)
        hand.fill("Name", port["name"], "Ports", "Ports", place)
    for side in ("requests", "limits"):
        for name, amount in wanted["resources"][side].items():
            if name not in ("cpu", "memory") and side == "requests":
                hand.fill("Other resource, by its name", name, "Resources")
                hand.press("Add resource", "Resources")
            hand.fill(f"{RESOURCES[name]} {side.removesuffix('s')}", str(amount), "Resources")


ENVIRONMENT: dict[str, Any] = {
    "containers": [
        {
            "name": "app",
            "image": "myapp:v1",
            "env": [
                {"name": "DATABASE_URL", "value": "postgresql://db:5432/mydb"},
                {"name": "API_KEY", "valueFrom": {"secretKeyRef": {"name": "api-secret", "key": "key"}}},
                {"name": "CONFIG_FILE", "valueFrom": {"configMapKeyRef": {"name": "app-config", "key": "config.yaml"}}},
            ],
        }
    ]
}


def build_environment(hand: Hand) -> None:
    start_app(hand)
    for place in range(3):
        hand.press("Add variable")
        name = ENVIRONMENT["containers"][0]["env"][place]["name"]
        hand.fill("Name", name, "Environment", "Variables", place)
    hand.fill("Value", "postgresql://db:5432/mydb", "Environment", "Variables", 0)
    hand.fill("Source", "Secret key", "Environment", "Variables", 1)
    hand.fill("Secret", "api-secret", "Environment", "Variables", 1)
    hand.fill("Key", "key", "Environment", "Variables", 1)
    hand.fill("Source", "ConfigMap key", "Environment", "Variables", 2)
    hand.fill("ConfigMap", "app-config", "Environment", "Variables", 2)
    hand.fill("Key", "config.yaml", "Environment", "Variables", 2)


PROBES: dict[str, Any] = {
    "containers": [
        {
            "name": "app",
            "image": "myapp:v1",
            "livenessProbe": {
                "httpGet": {"path": "/health", "port": 8080},
                "initialDelaySeconds": 30,
                "periodSeconds": 10,
                "timeoutSeconds": 5,
                "failureThreshold": 3,
            },
            "readinessProbe": {
                "httpGet": {"path": "/ready", "port": 8080},
                "initialDelaySeconds": 10,
                "periodSeconds": 5,
                "timeoutSeconds": 3,
                "failureThreshold": 2,
            },
            "startupProbe": {
                "httpGet": {"path": "/startup", "port": 8080},
                "initialDelaySeconds": 0,
                "periodSeconds": 5,
                "failureThreshold": 30,
            },
        }
    ]
}
TIMINGS = {
    name: labelled(f"{APP}.livenessProbe.{name}")
    for name in ("initialDelaySeconds", "periodSeconds", "timeoutSeconds", "failureThreshold")
}


def build_probes(hand: Hand) -> None:
    start_app(hand)
    for name in ("startupProbe", "readinessProbe", "livenessProbe"):
        title = f"{name.removesuffix('Probe').capitalize()} probe"
        probe = PROBES["containers"][0][name]
        hand.fill(f"{title} by", "HTTP request", title)
        hand.fill(labelled(f"{APP}.{name}.httpGet.path"), probe["httpGet"]["path"], title)
        hand.fill(labelled(f"{APP}.{name}.httpGet.port"), str(probe["httpGet"]["port"]), title)
        for field, label in TIMINGS.items():
            if field in probe:
                hand.fill(label, str(probe[field]), title)


MOUNTS: dict[str, Any] = {
    "containers": [
        {
            "name": "app",
            "image": "myapp:v1",
            "volumeMounts": [
                {"name": "config-volume", "mountPath": "/etc/config", "readOnly": True},
                {"name": "data-volume", "mountPath": "/data"},
                {"name": "empty-volume", "mountPath": "/tmp"},
            ],
        }
    ],
    "volumes": [
        {"name": "config-volume", "configMap": {"name": "app-config"}},
        {"name": "data-volume", "persistentVolumeClaim": {"claimName": "data-pvc"}},
        {"name": "empty-volume", "emptyDir": {}},
    ],
}
SOURCES = {
    "configMap": ("ConfigMap", "ConfigMap", "app-config"),
    "persistentVolumeClaim": ("Claim · persistentVolumeClaim", "Claim", "data-pvc"),
    "emptyDir": ("Empty directory · emptyDir", "", ""),
}


def build_mounts(hand: Hand) -> None:
    start_app(hand)
    hand.step("Volumes")
    for place, volume in enumerate(MOUNTS["volumes"]):
        hand.press("Add volume")
        hand.fill("Name", volume["name"], "Volumes", "Volumes", place)
        source, label, name = SOURCES[next(key for key in volume if key != "name")]
        hand.fill("Source", source, "Volumes", "Volumes", place)
        if label:
            hand.fill(label, name, "Volumes", "Volumes", place)
    hand.step("app")
    for place, mount in enumerate(MOUNTS["containers"][0]["volumeMounts"]):
        hand.press("Add mount")
        hand.fill("Volume", mount["name"], "Volume mounts", "Volume mounts", place)
        hand.fill(MOUNT_PATH, mount["mountPath"], "Volume mounts", "Volume mounts", place)
        if mount.get("readOnly"):
            hand.fill(READ_ONLY, "Yes", "Volume mounts", "Volume mounts", place)


def start_app(hand: Hand) -> None:
    """A pod called app-pod with the course's app container, its step open."""
    hand.start()
    hand.fill("Name", "app-pod", "Name")
    hand.step("app")
    hand.fill("Image", "myapp:v1", "Image")


def app_pod(spec: dict[str, Any]) -> dict[str, Any]:
    return {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "app-pod"}, "spec": spec}


COURSE: dict[str, tuple[Callable[[Hand], None], dict[str, Any]]] = {
    "the ML model serving pod": (build_ml_pod, ML_POD),
    "the pod of Environment Variables": (build_environment, app_pod(ENVIRONMENT)),
    "the pod of Probes": (build_probes, app_pod(PROBES)),
    "the pod of Volume Mounts": (build_mounts, app_pod(MOUNTS)),
}
