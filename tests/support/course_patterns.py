"""The course page's patterns, and how a person builds them by purpose: once for every kind of browser.

An interaction is a click, a filled box or a chosen option; a hand counts them.
"""

from __future__ import annotations

from typing import Any, Protocol

from tests.support.main_job import ML_POD

FEWER_THAN = 25
# What the course's pod leaves open and a recipe says: who it runs as, whether it answers, that it is a sidecar.
SAID_BESIDES = {"securityContext", "readinessProbe", "restartPolicy"}
ROLES_OF_THE_TABLE = {
    "app": "app",
    "log-shipper": "native sidecar",
    "envoy": "ambassador",
    "metrics-adapter": "adapter",
    "migrate": "init",
}


class Hand(Protocol):
    """What a person's hand can do, one by one."""

    interactions: int

    def press(self, name: str) -> None:
        """Press a button."""

    def follow(self, name: str) -> None:
        """Follow a link."""

    def fill(self, label: str, text: str) -> None:
        """Type into the box with this label."""

    def choose(self, label: str, option: str) -> None:
        """Choose in the select with this label."""

    def is_added(self) -> bool:
        """Whether the page says that a container was added."""


def build_table(hand: Hand) -> None:
    """The table of patterns, one container a row, around the app."""
    hand.press("Blank pod")
    add(hand, "An app of your own", {"Image": "myapp:v1"})
    add(hand, "Ship logs with Fluent Bit")
    add(hand, "Reach a service through Envoy")
    add(hand, "StatsD metrics for Prometheus")
    add(hand, "Migrate the database")


def build_ml_pod(hand: Hand) -> None:
    """The pod that serves a model."""
    hand.press("Blank pod")
    hand.fill("Name", "ml-model-pod")
    server = {
        "Name of the new container": "model-server",
        "Image": "registry/ml-model-serving:v2.1",
        "Port": "9000",
        "Name of the port": "grpc",
        "Labels of the pod": "app=ml-model, version=v2",
        "NVIDIA GPUs": "1",
    }
    add(hand, "An app of your own", server, size="large")
    metrics = {"Name of the new container": "metrics-collector", "Image": "prometheus-exporter:latest"}
    add(hand, "An exporter of your own", metrics, size="medium")
    add(hand, "A log collector of your own", {"Image": "fluent-bit:latest"})


def add(hand: Hand, recipe: str, answers: dict[str, str] | None = None, size: str = "") -> None:
    """Add a container for a purpose, with answers by the labels of the questions."""
    hand.follow("From a recipe…")
    hand.follow(recipe)
    for label, text in (answers or {}).items():
        hand.fill(label, text)
    if size:
        hand.choose("Size", size)
    hand.press("Add to the pod")
    assert hand.is_added()


def assert_ml_pod(manifest: dict[str, Any]) -> None:
    """All that the course's pod says, and besides it only what recipes add: safety, probes, and who writes the logs."""
    assert manifest["metadata"] == ML_POD["metadata"]
    assert manifest["spec"]["volumes"] == ML_POD["spec"]["volumes"]
    containers = [*manifest["spec"]["containers"], *manifest["spec"]["initContainers"]]
    found = {container["name"]: container for container in containers}
    for wanted in ML_POD["spec"]["containers"]:
        container = {name: value for name, value in found.pop(wanted["name"]).items() if name not in SAID_BESIDES}
        mounts = [{k: v for k, v in mount.items() if k != "readOnly"} for mount in container.pop("volumeMounts", [])]
        if wanted["name"] == "model-server":
            # In the course nobody writes the logs that are collected.
            assert mounts == [{"name": "varlog", "mountPath": "/var/log"}]
        else:
            assert mounts == wanted.get("volumeMounts", [])
        assert container == {name: value for name, value in wanted.items() if name != "volumeMounts"}
    assert not found
