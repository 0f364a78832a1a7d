"""What stands around a pod: its workload, and the rest of its file."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.lint.companions import NONE
from podbuilder.kube.lint.surroundings import ALONE, Surroundings, surroundings_of
from podbuilder.kube.manifest import Manifest

POD = "kind: Pod\nspec: {containers: []}\n"
DEPLOYMENT = "kind: Deployment\nmetadata: {name: web, namespace: shop}\nspec: {template: {spec: {containers: []}}}\n"
SERVICE = "---\nkind: Service\n"


def test_a_pod_by_itself() -> None:
    assert surroundings_of(Manifest.read(POD)) is ALONE
    assert (ALONE.kind, ALONE.name, ALONE.namespace, ALONE.replicas) == ("", "", "", None)


def test_a_workload() -> None:
    around = surroundings_of(Manifest.read(DEPLOYMENT))
    assert (around.kind, around.name, around.namespace, around.replicas) == ("Deployment", "web", "shop", 1)
    assert around.companions is NONE


@pytest.mark.parametrize("text", [POD + SERVICE, DEPLOYMENT + SERVICE], ids=["Pod", "Deployment"])
def test_beside_others(text: str) -> None:
    around = surroundings_of(Manifest.read(text))
    assert around.companions.has("Service")
    assert bool(around.workload) == text.startswith("kind: Deployment")


def test_in_a_list() -> None:
    text = "kind: List\nitems:\n- {kind: Pod, spec: {containers: []}}\n- {kind: Service}\n"
    assert surroundings_of(Manifest.read(text)).companions.has("Service")


@pytest.mark.parametrize(
    ("kind", "spec", "replicas"),
    [
        ("Deployment", {"replicas": 3}, 3),
        ("Deployment", {"replicas": "3"}, None),
        ("Deployment", {"replicas": True}, None),
        ("Deployment", "nothing", 1),
        ("DaemonSet", {}, None),
        (7, {}, None),
    ],
)
def test_replicas(kind: Any, spec: Any, replicas: int | None) -> None:
    assert Surroundings({"kind": kind, "spec": spec}).replicas == replicas
